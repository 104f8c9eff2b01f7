package harness

/** What a Jenkinsfile and the scripts in `vars` are: steps are their methods, `env`, `params` and the like their variables. */
abstract class PipelineScript extends Script {

    Build build

    Object methodMissing(String name, Object arguments) {
        List given = (arguments as Object[]).toList()
        PipelineScript variable = build.libraries.variables[name]
        if (variable != null) {
            return variable.invokeMethod('call', given as Object[])
        }
        return build.steps.call(name, given)
    }

    Object propertyMissing(String name) {
        switch (name) {
            case 'env': return new EnvironmentView(build.context)
            case 'params': return build.context.parameters.asImmutable()
            case 'currentBuild': return new CurrentBuild(build)
            case 'scm': return build.scm.describe()
            case 'docker': return new Docker(build)
        }
        PipelineScript variable = build.libraries.variables[name]
        if (variable != null) {
            return variable
        }
        String value = build.context.environment()[name]
        if (value == null) {
            throw new MissingPropertyException(name, getClass())
        }
        return value
    }

    // Groovy's own methods of these names would be found before the steps.
    void sleep(Object time) {
        build.steps.call('sleep', [time])
    }

    @Override
    void println(Object text) {
        build.steps.call('echo', [String.valueOf(text)])
    }

    Object pipeline(Closure body) {
        return new Declarative(build, this).run(body)
    }

}
