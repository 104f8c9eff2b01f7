import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** Documents: what people upload to have records made from, rather than the records themselves. */
export const documentErrors = defineErrors({
  DOCUMENT_CLASSIFIED: inputFault(
    {
      en: 'The document is marked {level}; classified documents are not taken.',
      'zh-TW': '文件標示密等為「{level}」，依預設不收機密文件。',
    },
    {
      en: 'Upload only what may leave the files. If it has been declassified, remove the mark; if you are authorised, set ingest.allow_classified to true.',
      'zh-TW':
        '請只上傳可公開使用的文件。若已解密，請先移除標示；若經授權，可將設定 ingest.allow_classified 設為 true。',
    },
  ),
  DOCUMENT_FORMAT: inputFault(
    { en: 'Documents of this kind cannot be read: {kind}.', 'zh-TW': '無法讀取這種文件：{kind}。' },
    {
      en: 'Save or export it as DOCX, PDF with text, HTML, Markdown, plain text or an official document (DI), and upload that; a table of records as XLSX or CSV.',
      'zh-TW':
        '請另存或匯出為 DOCX、含文字的 PDF、HTML、Markdown、純文字或公文 DI 檔後再上傳；若是記錄的表格，請存為 XLSX 或 CSV。',
    },
  ),
  DOCUMENT_RECORDS: inputFault(
    {
      en: 'This is a table of records ({kind}) among documents.',
      'zh-TW': '這是記錄的表格（{kind}），不是文件。',
    },
    {
      en: 'Take it out of the folder or ZIP file and upload it by itself; records and documents are datasets of their own.',
      'zh-TW': '請將它自資料夾或 ZIP 檔中取出，單獨上傳；記錄與文件各為一個資料集。',
    },
  ),
  DOCUMENT_NONE: inputFault(
    { en: 'There are no documents in it.', 'zh-TW': '其中沒有任何文件。' },
    {
      en: 'Put DOCX, PDF, HTML, Markdown, text or official documents (DI) into the folder or ZIP file.',
      'zh-TW': '請將 DOCX、PDF、HTML、Markdown、純文字或公文 DI 檔放入資料夾或 ZIP 檔中。',
    },
  ),
  DOCUMENT_NEEDS_GENERATION: inputFault(
    {
      en: 'The dataset consists of documents; it has no records to train on.',
      'zh-TW': '這個資料集由文件組成，沒有可供訓練的記錄。',
    },
    {
      en: 'Have records made from the documents: `npx touchstone dataset generate`, or `generate` in the spec (docs/generate.md); or upload records, such as a CSV with the columns text and label.',
      'zh-TW':
        '請由文件產生記錄：`npx touchstone dataset generate`，或在設定中指定 `generate`（見 docs/generate.md）；或改上傳記錄，例如含 text 與 label 欄位的 CSV。',
    },
  ),
  DOCUMENT_NO_TEXT: inputFault(
    { en: 'The document holds no text.', 'zh-TW': '文件中沒有任何文字。' },
    {
      en: 'Check that the right file was saved; text in pictures must be recognised (OCR) first.',
      'zh-TW': '請確認檔案是否正確；圖片中的文字須先經文字辨識（OCR）。',
    },
  ),
  DOCUMENT_DAMAGED: inputFault(
    { en: 'The {kind} file is damaged: {detail}.', 'zh-TW': '{kind} 檔案已損毀：{detail}。' },
    {
      en: 'Open it in the program that made it, save it anew and upload that; check that the copy is complete.',
      'zh-TW': '請以原本的軟體開啟並重新儲存後再上傳，並確認檔案複製完整。',
    },
  ),
  DOCUMENT_ENCRYPTED: inputFault(
    { en: 'The {kind} file is protected with a password.', 'zh-TW': '{kind} 檔案設有密碼保護。' },
    {
      en: 'Open it, remove the password, save it and upload that.',
      'zh-TW': '請開啟檔案、移除密碼後另存，再重新上傳。',
    },
  ),
  DOCUMENT_MACROS: inputFault(
    { en: 'The document holds macros (program code).', 'zh-TW': '文件含有巨集（程式碼）。' },
    {
      en: 'Save it as a DOCX without macros and upload that.',
      'zh-TW': '請另存為不含巨集的 DOCX 檔後再上傳。',
    },
  ),
  DOCUMENT_SCANNED: inputFault(
    {
      en: 'The PDF has hardly any text ({characters} characters on {pages} pages): it is a scan.',
      'zh-TW': 'PDF 幾乎沒有文字（{pages} 頁共 {characters} 字），應為掃描影像。',
    },
    {
      en: 'Recognise its text (OCR) and save it as a searchable PDF, or upload the original document.',
      'zh-TW': '請先進行文字辨識（OCR）並另存為可搜尋的 PDF，或改上傳原始文件。',
    },
  ),
  DOCUMENT_PDF_FONTS: inputFault(
    {
      en: 'The text of the PDF cannot be read: its fonts do not say which characters they draw (page {page}).',
      'zh-TW': 'PDF 的文字無法讀取：字型未註明所對應的字元（第 {page} 頁）。',
    },
    {
      en: 'Export the original document as PDF again (PDF/A keeps the characters), or upload it as DOCX.',
      'zh-TW': '請由原始文件重新匯出 PDF（PDF/A 會保留字元對應），或改上傳 DOCX。',
    },
  ),
  DOCUMENT_TOO_LARGE: inputFault(
    { en: 'The document is larger than {limit} bytes.', 'zh-TW': '文件超過 {limit} 位元組。' },
    { en: 'Split it, or remove its pictures.', 'zh-TW': '請拆成數個檔案，或移除其中的圖片。' },
  ),
  DOCUMENT_EXPANDS_TOO_FAR: inputFault(
    {
      en: 'The file unpacks to more than {limit} bytes, out of all proportion to its size or beyond what is taken.',
      'zh-TW': '檔案解壓縮後超過 {limit} 位元組，與原本大小不成比例或超出上限。',
    },
    {
      en: 'Save the document anew; if it really is that long, split it.',
      'zh-TW': '請重新儲存文件；若內容確實很長，請拆成數個檔案。',
    },
  ),
  DOCUMENT_TOO_LONG: inputFault(
    {
      en: 'The document has more text than {limit} characters.',
      'zh-TW': '文件的文字超過 {limit} 字。',
    },
    { en: 'Split it into several documents.', 'zh-TW': '請拆成數份文件。' },
  ),
  DOCUMENT_TOO_MANY_PARTS: inputFault(
    {
      en: 'The document has more than {limit} paragraphs, headings and tables.',
      'zh-TW': '文件的段落、標題與表格超過 {limit} 個。',
    },
    { en: 'Split it into several documents.', 'zh-TW': '請拆成數份文件。' },
  ),
  DOCUMENT_TOO_MANY_PAGES: inputFault(
    { en: 'The document has more than {limit} pages.', 'zh-TW': '文件超過 {limit} 頁。' },
    { en: 'Split it into several documents.', 'zh-TW': '請拆成數份文件。' },
  ),
  DOCUMENT_TOO_COMPLEX: inputFault(
    {
      en: 'Reading the document takes more than {seconds} seconds or {memory} MiB of memory.',
      'zh-TW': '讀取文件超過 {seconds} 秒或 {memory} MiB 記憶體。',
    },
    {
      en: 'Leave it out, or print it to a new PDF and use that; a file made to stall its readers looks like this.',
      'zh-TW': '請移除該文件，或重新列印為新的 PDF 後再使用；刻意製作以癱瘓程式的檔案也會如此。',
    },
  ),
  DOCUMENT_TOO_DEEP: inputFault(
    {
      en: 'Elements of the document are nested more than {limit} levels deep.',
      'zh-TW': '文件的元素巢狀超過 {limit} 層。',
    },
    {
      en: 'Save the document anew with the program that made it.',
      'zh-TW': '請以原本的軟體重新儲存文件。',
    },
  ),
  DOCUMENT_XML: inputFault(
    {
      en: 'The XML is not well formed (character {column}): {detail}',
      'zh-TW': 'XML 格式不正確（第 {column} 個字元）：{detail}',
    },
    {
      en: 'Export the document again from the system that made it.',
      'zh-TW': '請由原系統重新匯出文件。',
    },
  ),
  DOCUMENT_XML_ENTITY: inputFault(
    {
      en: 'The XML declares or uses the entity "{entity}"; entities are neither expanded nor fetched.',
      'zh-TW': 'XML 宣告或使用了實體「{entity}」；系統不展開也不取用任何實體。',
    },
    {
      en: 'Export the document with its text written out. Declarations of attached files (NDATA) are fine.',
      'zh-TW': '請重新匯出文件，將文字直接寫入內容；附件檔案的宣告（NDATA）則不受影響。',
    },
  ),
});
