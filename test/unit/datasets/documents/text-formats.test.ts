import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { outline, read, sample } from './reading.ts';

describe('plain text', () => {
  it('paragraphs are what blank lines part; chapters and articles are sections', async () => {
    const text =
      '圖書館借閱規則\n\n第一章　總則\n\n第 1 條\n　　本規則依圖書館法訂定。\n\n第 2 條（定義）　讀者，指持有借閱證之人。\n' +
      '第二章　借閱\n第三條之一　每人限借五冊。\n依第 2 條規定辦理。\n';
    assert.deepEqual(outline(await read(text)), [
      'paragraph 圖書館借閱規則',
      'heading [第一章 總則] 第一章 總則',
      'heading [第一章 總則/第 1 條] 第 1 條',
      'paragraph [第一章 總則/第 1 條] 本規則依圖書館法訂定。',
      'heading [第一章 總則/第 2 條（定義）] 第 2 條（定義）',
      'paragraph [第一章 總則/第 2 條（定義）] 讀者，指持有借閱證之人。',
      'heading [第二章 借閱] 第二章 借閱',
      'heading [第二章 借閱/第三條之一] 第三條之一',
      'paragraph [第二章 借閱/第三條之一] 每人限借五冊。 依第 2 條規定辦理。',
    ]);
  });

  it('in Big5, in UTF-16, with CR LF, in decomposed characters', async () => {
    // 這是大五碼的測試文字。
    const big5 = Buffer.from('b36fac4fa46aa4adbd58aabab4fab8d5a4e5a672a143', 'hex');
    assert.equal((await read(big5)).text, '這是大五碼的測試文字。');
    const utf16 = Buffer.from('\ufeff甲\r\n乙\r\n', 'utf16le');
    assert.equal((await read(utf16)).text, '甲\n乙\n');
    assert.equal((await read('cafe\u0301 e\u0301t\u0301')).text.startsWith('caf\u00e9 \u00e9'), true);
  });

  it('controls and signs that turn the direction are taken out', async () => {
    const { text, parts } = await read('甲\u202e乙\u2066丙\u0007丁\u200b戊\ufeff己\f庚');
    assert.equal(text, '甲乙丙丁戊己\n庚');
    assert.equal(parts.length, 1);
  });
});

describe('Markdown', () => {
  it('headings of both kinds are sections, code is none, the front matter is metadata', async () => {
    const document = await read(sample('draft.md'), { name: 'draft.md' });
    assert.equal(document.format, 'markdown');
    assert.equal(document.title, '資料分級作業說明');
    assert.equal(document.metadata.author, '資料管理小組');
    const root = '資料分級作業說明';
    assert.deepEqual(outline(document), [
      `heading [${root}] # 資料分級作業說明`,
      `paragraph [${root}] 本說明適用於本公司各單位。**機密**資料的處理另有規定。`,
      `heading [${root}/一、名詞定義] ## 一、名詞定義`,
      `list_item [${root}/一、名詞定義] - 公開資料：可對外提供者。 - 內部資料：僅限員工使用者。`,
      `heading [${root}/一、名詞定義/範例] ### 範例`,
      `paragraph [${root}/一、名詞定義/範例] \`\`\`sh # 這不是標題 ls -l \`\`\``,
      `heading [${root}/二、分級表] ## 二、分級表`,
      `table [${root}/二、分級表] | 等級 | 保存 | 傳遞 | | --- | --- | --- | | 公開 | 5 年 | 不限 | | 內部 | 10 年 | 加密 |`,
      `heading [${root}/附則] 附則 ----`,
      `paragraph [${root}/附則] 本說明自公布日起實施。`,
    ]);
  });

  it('is told by its headings where the name says nothing, and by its name without headings', async () => {
    assert.equal((await read('前言\n\n## 一\n內容\n')).format, 'markdown');
    assert.equal((await read('沒有標題\n', { name: 'a.md' })).format, 'markdown');
    assert.equal((await read('沒有標題 #1\n', { name: 'a.txt' })).format, 'text');
  });
});

describe('HTML', () => {
  it('headings, tables, lists; nothing that a reader does not see', async () => {
    const document = await read(sample('page.htm'), { name: 'page.htm' });
    assert.equal(document.format, 'html');
    assert.equal(document.title, '垃圾分類 & 回收須知');
    assert.equal(document.metadata.author, '青川市政府環境維護局');
    const root = '垃圾分類與回收須知';
    assert.deepEqual(outline(document), [
      `heading [${root}] 垃圾分類與回收須知`,
      `paragraph [${root}] 一般垃圾請使用專用垃圾袋，並於收運時間交付清潔隊。`,
      `heading [${root}/收運時間] 收運時間`,
      `table [${root}/收運時間] 各區收運時間 行政區 | 時間 文林區 | 晚上 7 時 北屏區 | 晚上 8 時 （週三、週日停收）`,
      `heading [${root}/大型廢棄物] 大型廢棄物`,
      `list_item [${root}/大型廢棄物] 1. 先以電話預約`,
      `list_item [${root}/大型廢棄物] 2. 依約定時間放置於指定地點`,
      `list_item [${root}/大型廢棄物] 沙發、床墊`,
      `list_item [${root}/大型廢棄物] 腳踏車`,
      `paragraph [${root}/大型廢棄物] 電話：06-555-0100 服務時間：上午 8 時至下午 5 時`,
      `paragraph [${root}/大型廢棄物] 代碼 名稱 01 文林`,
    ]);
  });

  it('broken markup is read as far as it makes sense', async () => {
    const html = '<html><body><p>甲<div>乙</p><b>丙<i>丁</b>戊</i><table><td>己<table><td>庚</body>';
    const { text } = await read(html);
    assert.equal(text.replace(/\s/g, ''), '甲乙丙丁戊己庚');
  });

  it('is XHTML too, and a fragment; entities are characters', async () => {
    const xhtml =
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b">\n<html xmlns="x"><body><p>甲&nbsp;&lt;乙&gt; &#x4E19;</p></body></html>';
    assert.equal((await read(xhtml)).text, '甲\u00a0<乙> 丙');
    assert.equal((await read('<p>甲乙</p><p>丙</p>')).parts.length, 2);
  });

  it('holds official documents as well', async () => {
    const { official } = await read(
      '<body><h3>青川市政府 公告</h3><p>主旨：公告周知。</p><p>依據：地方制度法。</p></body>',
    );
    assert.equal(official!.kind, '公告');
    assert.equal(official!.sections[0]!.text, '地方制度法。');
  });
});
