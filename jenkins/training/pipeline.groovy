// Trains for Touchstone on an agent. Written by `touchstone jenkins setup --training`; changes are noticed, and kept.
pipeline {
  agent { label params.LABEL }
  options {
    timeout(time: 7, unit: 'DAYS')
    skipDefaultCheckout()
  }
  stages {
    stage('Train') {
      steps {
        writeFile file: 'agent.py', encoding: 'UTF-8', text: '''@AGENT@'''
        unstash 'TRAIN'
        script {
          if ("${params.WITH_VALIDATION}" == 'true') { unstash 'VALIDATION' }
          if ("${params.WITH_BASE}" == 'true') { unstash 'BASE' }
        }
        // Parameters reach the command as environment variables, never as part of the script's text.
        sh '"${TOUCHSTONE_PYTHON:-python3}" agent.py'
      }
    }
  }
  post {
    always {
      archiveArtifacts artifacts: 'result/**', allowEmptyArchive: true
    }
    cleanup {
      sh 'rm -rf TRAIN VALIDATION BASE result agent.py'
    }
  }
}
