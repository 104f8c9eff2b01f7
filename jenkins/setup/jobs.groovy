// Job DSL: the retraining job of one repository. A copy for each dataset; only the first lines differ.
String repository = 'https://git.example.org/data/petitions.git'
String branchName = 'main'
String jobName = 'petitions-retrain'

pipelineJob(jobName) {
    description('Retrains a model when its data changes (Touchstone). 資料變更時重新訓練模型（試金石）。')
    // Parameters, concurrency and how many builds are kept: the Jenkinsfile says so itself, from its first build on.
    properties {
        pipelineTriggers {
            triggers {
                // Where the repository cannot reach Jenkins by a webhook; every quarter of an hour, spread out.
                pollSCM {
                    scmpoll_spec('H/15 * * * *')
                }
            }
        }
    }
    definition {
        cpsScm {
            scm {
                git {
                    remote {
                        url(repository)
                    }
                    branch("*/${branchName}")
                }
            }
            scriptPath('Jenkinsfile')
            lightweight(true)
        }
    }
}
