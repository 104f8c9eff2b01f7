package harness

import groovy.ant.AntBuilder
import groovy.xml.XmlSlurper
import hudson.AbortException

/** What goes from the workspace to the build's page. */
class Publishers {

    private final Build build

    Publishers(Build build) {
        this.build = build
    }

    Map junit(Map options) {
        List<String> files = matching((options.testResults ?: options.value) as String)
        if (files.isEmpty() && !options.allowEmptyResults) {
            throw new AbortException('No test report files were found. Configuration error?')
        }
        Map counts = [total: 0, failed: 0, skipped: 0]
        files.each { String path ->
            new XmlSlurper().parse(new File(build.context.here(), path)).depthFirst().findAll { it.name() == 'testcase' }.each { test ->
                counts.total++
                counts.failed += test.failure.size() + test.error.size() > 0 ? 1 : 0
                counts.skipped += test.skipped.size() > 0 ? 1 : 0
            }
        }
        return counts
    }

    List<String> archive(Map options) {
        List<String> files = matching((options.artifacts ?: options.value) as String)
        if (files.isEmpty() && !options.allowEmptyArchive) {
            throw new AbortException("No artifacts found that match the file pattern \"${options.artifacts}\". Configuration error?")
        }
        files.each { String path -> copy(new File(build.context.here(), path), new File(build.directory, "archive/${path}")) }
        return files
    }

    Map html(Map target) {
        File source = new File(build.context.here(), target.reportDir as String)
        if (!source.isDirectory()) {
            if (target.allowMissing) {
                return [:]
            }
            throw new AbortException("Specified HTML directory '${source}' does not exist.")
        }
        List<String> pages = (target.reportFiles as String).split(',')*.trim()
        List<String> absent = pages.findAll { !new File(source, it).exists() }
        if (absent && !target.allowMissing) {
            throw new AbortException("HTML publisher: no ${absent.join(', ')}")
        }
        File kept = new File(build.directory, "htmlreports/${target.reportName}")
        source.eachFileRecurse { File file ->
            if (file.isFile()) {
                copy(file, new File(kept, source.toPath().relativize(file.toPath()).toString()))
            }
        }
        return [name: target.reportName, pages: pages, directory: kept.path]
    }

    List<String> stash(Map options) {
        List<String> files = matching((options.includes ?: '**') as String)
        File kept = new File(build.directory, "stashes/${options.name}")
        files.each { String path -> copy(new File(build.context.here(), path), new File(kept, path)) }
        return files
    }

    void unstash(String name) {
        File kept = new File(build.directory, "stashes/${name}")
        if (!kept.exists()) {
            throw new AbortException("No such saved stash ‘${name}’")
        }
        kept.eachFileRecurse { File file ->
            if (file.isFile()) {
                copy(file, new File(build.context.here(), kept.toPath().relativize(file.toPath()).toString()))
            }
        }
    }

    private List<String> matching(String patterns) {
        return new AntBuilder().fileScanner { fileset(dir: build.context.here(), includes: patterns) }
            .collect { File file -> build.context.here().toPath().relativize(file.toPath()).toString() }.sort()
    }

    private static void copy(File from, File to) {
        to.parentFile.mkdirs()
        to.bytes = from.bytes
    }

}
