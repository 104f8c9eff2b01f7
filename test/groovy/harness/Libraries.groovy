package harness

import hudson.AbortException
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.customizers.ImportCustomizer

/** Compiles the script and the libraries that it asks for, and runs it. */
class Libraries {

    /** Global variables and steps that libraries bring. */
    final Map<String, PipelineScript> variables = [:]
    private final Build build
    private final GroovyClassLoader loader
    private final List<File> sources = []

    Libraries(Build build) {
        this.build = build
        CompilerConfiguration configuration = new CompilerConfiguration()
        configuration.scriptBaseClass = PipelineScript.name
        ImportCustomizer imports = new ImportCustomizer()
        imports.addImports('com.cloudbees.groovy.cps.NonCPS', 'org.jenkinsci.plugins.workflow.libs.Library')
        configuration.addCompilationCustomizers(imports)
        loader = new GroovyClassLoader(Libraries.classLoader, configuration)
    }

    void run(String text) {
        // Libraries that are asked for by annotation are there before the script is compiled.
        (text =~ /@Library\(\s*['"]([\w-]+)(?:@[^'"]*)?['"]\s*\)/).each { match -> loadGlobal(match[1] as String) }
        script(loader.parseClass(text, 'WorkflowScript.groovy')).run()
    }

    /** `library`: one that the administrator knows by name, or that a retriever brings. */
    void load(Map options) {
        String name = (options.identifier as String).split('@')[0]
        Map retriever = options.retriever as Map
        if (retriever == null) {
            loadGlobal(name)
            return
        }
        String path = retriever.libraryPath ?: '.'
        if (path.split('/').contains('..') || path.startsWith('/')) {
            throw new AbortException("Library path may not contain '..'")
        }
        if (!(options.identifier as String).contains('@')) {
            throw new AbortException('Must specify a version for library ' + name)
        }
        take(new File(build.scm.clone("libs-${name}", build.scm.revision()), path))
    }

    private void loadGlobal(String name) {
        String path = (build.settings.libraries as Map)?.get(name)
        if (path == null) {
            throw new AbortException("No library named ${name} found")
        }
        take(new File(path))
    }

    private void take(File root) {
        if (!new File(root, 'vars').isDirectory() && !new File(root, 'src').isDirectory()) {
            throw new AbortException("Library expected to contain at least one of src or vars directories: ${root.name}")
        }
        File source = new File(root, 'src')
        loader.addClasspath(source.path)
        sources.add(source)
        new File(root, 'vars').eachFileMatch(~/.*\.groovy/) { File file ->
            variables[file.name - '.groovy'] = script(loader.parseClass(file))
        }
        if (!source.isDirectory()) {
            return
        }
        source.traverse(nameFilter: ~/.*\.groovy/) { File file -> checkStorable(source, file) }
    }

    // Jenkins stores the program at every step; an object of a class that cannot be stored ends the build there.
    private void checkStorable(File source, File file) {
        String name = (source.toPath().relativize(file.toPath()).toString() - '.groovy').replace('/', '.')
        if (!Serializable.isAssignableFrom(loader.loadClass(name, true, false))) {
            throw new NotSerializableException(name)
        }
    }

    private PipelineScript script(Class type) {
        PipelineScript made = type.getDeclaredConstructor().newInstance() as PipelineScript
        made.build = build
        return made
    }

}
