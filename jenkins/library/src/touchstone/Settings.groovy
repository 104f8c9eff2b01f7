package touchstone

import com.cloudbees.groovy.cps.NonCPS

/**
 * What a retraining was asked for: the named arguments of a step, completed and checked. A word that is not known is
 * refused, since a mistyped setting that is silently ignored is found only after hours of training.
 */
class Settings implements Serializable {

    private static final long serialVersionUID = 1L

    /** Every setting with its default; jenkins/README.md says what each is for. */
    private static final Map DEFAULTS = [
        dataset: '',
        test: '',
        name: '',
        spec: '',
        base: '',
        task: '',
        url: '',
        credentials: 'touchstone-api-key',
        onFail: 'UNSTABLE',
        promote: 'ask',
        alias: 'production',
        approvers: '',
        approvalHours: 24,
        trainHours: 24,
        reconnectSeconds: 900,
        label: '',
        image: '',
        command: 'npx --no-install touchstone',
        checkout: true,
        setup: '',
        language: 'zh-TW',
        watch: [],
        keepBuilds: 30,
    ]

    private static final Map CHOICES = [
        onFail: ['UNSTABLE', 'FAILURE'],
        promote: ['ask', 'never', 'automatic'],
        alias: ['candidate', 'production'],
        language: ['zh-TW', 'en'],
    ]

    /** The settings that `given` comes to. Whatever is wrong with it ends the build, in one sentence. */
    static Map from(Object steps, Map given) {
        Map settings = completed(given, steps.env.TOUCHSTONE_URL ?: '')
        String fault = faultOf(settings)
        if (fault) {
            steps.error(fault)
        }
        return settings
    }

    // Walking over a map leaves an iterator behind that Jenkins cannot store, so no step is called meanwhile.
    @NonCPS
    private static Map completed(Map given, String url) {
        Map settings = [:]
        settings.putAll(DEFAULTS)
        settings.url = url
        given.each { key, value ->
            if (value != null) {
                settings[key] = value
            }
        }
        return settings
    }

    @NonCPS
    private static String faultOf(Map settings) {
        String language = languageOf(settings)
        for (String name in settings.keySet()) {
            if (!DEFAULTS.containsKey(name)) {
                return Texts.say(language, 'unknownSetting', [name, DEFAULTS.keySet().join(', ')])
            }
        }
        for (String required in ['dataset', 'name', 'url']) {
            if (!settings[required]) {
                return Texts.say(language, required == 'url' ? 'noUrl' : 'missingSetting', [required])
            }
        }
        for (String name in CHOICES.keySet()) {
            if (!CHOICES[name].contains(settings[name])) {
                return Texts.say(language, 'badChoice', [name, settings[name], CHOICES[name].join(', ')])
            }
        }
        return null
    }

    @NonCPS
    private static String languageOf(Map settings) {
        return settings.language == 'en' ? 'en' : 'zh-TW'
    }

}
