package touchstone

import com.cloudbees.groovy.cps.NonCPS

/** Every sentence that the library says, in zh-TW and English. `{0}`, `{1}` … are filled in. */
class Texts implements Serializable {

    private static final long serialVersionUID = 1L

    private static final Map SENTENCES = [
        unknownSetting: [
            'zh-TW': 'Touchstone：沒有「{0}」這項設定。可用的設定：{1}。',
            'en': 'Touchstone: there is no setting “{0}”. There are: {1}.',
        ],
        missingSetting: [
            'zh-TW': 'Touchstone：缺少「{0}」設定。',
            'en': 'Touchstone: the setting “{0}” is missing.',
        ],
        noUrl: [
            'zh-TW': 'Touchstone：不知道服務在哪裡。請設定 url，或在 Jenkins 的全域環境變數設定 TOUCHSTONE_URL。',
            'en': 'Touchstone: where is the service? Set url, or TOUCHSTONE_URL among the global environment variables of Jenkins.',
        ],
        badChoice: [
            'zh-TW': 'Touchstone：「{0}」不能是「{1}」，只能是：{2}。',
            'en': 'Touchstone: “{0}” cannot be “{1}”, only: {2}.',
        ],
        start: ['zh-TW': '上傳並開始', 'en': 'Start'],
        ingest: ['zh-TW': '讀取', 'en': 'Ingest'],
        generate: ['zh-TW': '生成', 'en': 'Generate'],
        refine: ['zh-TW': '清理', 'en': 'Refine'],
        split: ['zh-TW': '切分', 'en': 'Split'],
        train: ['zh-TW': '訓練', 'en': 'Train'],
        evaluate: ['zh-TW': '評測', 'en': 'Evaluate'],
        gate: ['zh-TW': '判定', 'en': 'Gate'],
        report: ['zh-TW': '報告', 'en': 'Report'],
        publish: ['zh-TW': '發布', 'en': 'Publish'],
        verdict: ['zh-TW': '結果', 'en': 'Verdict'],
        approval: ['zh-TW': '核准', 'en': 'Approval'],
        promotion: ['zh-TW': '上線', 'en': 'Promotion'],
        reportName: ['zh-TW': 'Touchstone 報告', 'en': 'Touchstone report'],
        notStarted: [
            'zh-TW': '無法開始（結束狀態 {0}）。原因與作法見上方的訊息。',
            'en': 'The run could not be started (exit status {0}). The lines above say why, and what to do.',
        ],
        lost: [
            'zh-TW': '已無法取得執行 {0} 的狀態。它可能還在服務上繼續；服務恢復後請重新建置。',
            'en': 'Run {0} can no longer be followed. It may still go on in the service; build again when the service is back.',
        ],
        stopped: ['zh-TW': '執行 {0} 已在 Touchstone 取消。', 'en': 'Run {0} was cancelled in Touchstone.'],
        failed: ['zh-TW': '執行 {0} 失敗：{1}', 'en': 'Run {0} failed: {1}'],
        cancelled: ['zh-TW': '建置中止，執行 {0} 已取消。', 'en': 'The build was aborted; run {0} is cancelled.'],
        notCancelled: [
            'zh-TW': '建置中止，但無法取消執行 {0}：{1}。請執行 touchstone runs cancel {0}。',
            'en': 'The build was aborted, but run {0} could not be cancelled: {1}. Please run touchstone runs cancel {0}.',
        ],
        noBadge: [
            'zh-TW': '沒有安裝 Badge 外掛，所以不加徽章；說明欄仍有結果。',
            'en': 'The Badge plugin is not installed, so there is no badge; the description has the result all the same.',
        ],
        nothingChanged: [
            'zh-TW': '這次送交沒有改到資料或規格，不訓練。',
            'en': 'This push touched neither data nor spec: nothing to train.',
        ],
        question: [
            'zh-TW': '讀過報告了嗎？讓 {0} 第 {1} 版成為 {2}？{3}',
            'en': 'Have you read the report? Make version {1} of {0} {2}? {3}',
        ],
        ok: ['zh-TW': '上線', 'en': 'Promote'],
        reason: ['zh-TW': '理由，會記入模型的歷史', 'en': 'Reason, which the model’s history keeps'],
        notApproved: ['zh-TW': '無人核准，未上線', 'en': 'not approved, not promoted'],
        promoted: ['zh-TW': '已由 {1} 上線為 {0}', 'en': 'now {0}, by {1}'],
        notPromoted: [
            'zh-TW': '無法上線（結束狀態 {0}）。原因與作法見上方的訊息。',
            'en': 'The version could not be promoted (exit status {0}). The lines above say why, and what to do.',
        ],
        automatic: ['zh-TW': 'Jenkins 自動上線', 'en': 'Jenkins, without a question'],
    ]

    /** A sentence in a language, with its gaps filled. */
    @NonCPS
    static String say(String language, String key, List parts = []) {
        String sentence = SENTENCES[key][language]
        for (int at = 0; at < parts.size(); at++) {
            sentence = sentence.replace('{' + at + '}', String.valueOf(parts[at]))
        }
        return sentence
    }

}
