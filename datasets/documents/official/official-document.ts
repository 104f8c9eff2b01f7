import type { Secrecy } from '../secrecy/levels.ts';

/** Who issues or receives a document. */
export interface Party {
  /** 全銜, 單位名, 姓名 (with 職稱) or 總稱. */
  readonly name: string;
  /** 機關代碼. */
  readonly code?: string;
  /** 含附件. */
  readonly withAttachments?: boolean;
}

/** 發文字號: ○○字第1140001234號. */
export interface DocumentNumber {
  readonly text: string;
  /** 字, without the character 字 itself. */
  readonly word?: string;
  /** 年度, 流水號 and 支號, where the format tells them apart. */
  readonly year?: string;
  readonly serial?: string;
  readonly branch?: string;
}

export interface OfficialDate {
  readonly text: string;
  /** Year-month-day of the Gregorian calendar; absent where the text is no date. */
  readonly iso?: string;
}

/** 條列: an item with its number (一、 (一) 1、 …) and the items inside it. */
export interface OfficialItem {
  readonly mark: string;
  readonly text: string;
  readonly items: readonly OfficialItem[];
}

/** 段落: 說明, 辦法, 擬辦, 公告事項 … */
export interface OfficialSection {
  readonly name: string;
  readonly text: string;
  readonly items: readonly OfficialItem[];
}

/** What notices of meetings and inspections have. */
export interface OfficialMeeting {
  readonly reason: string;
  readonly times: readonly string[];
  readonly place: string;
  readonly chair: readonly Party[];
  readonly attendees: readonly Party[];
  readonly observers: readonly Party[];
}

/** The fields of one of Taiwan's official documents (公文). What it lacks is null or empty. */
export interface OfficialDocument {
  /** 文別: 函, 書函, 令, 公告, 開會通知單, 簽 … */
  readonly kind: string | null;
  /** 發文機關; several where agencies issue it together (會銜). */
  readonly issuers: readonly Party[];
  readonly address: string | null;
  /** 聯絡方式, 承辦人, 電話, 傳真, 電子信箱, each with its label. */
  readonly contacts: readonly string[];
  /** 受文者. */
  readonly recipient: Party | null;
  /** 發文日期. */
  readonly date: OfficialDate | null;
  /** 發文字號. */
  readonly numbers: readonly DocumentNumber[];
  /** 速別: 普通件, 速件, 最速件. */
  readonly urgency: string | null;
  /** 密等及解密條件或保密期限; null for 普通 and for an empty field. */
  readonly secrecy: Secrecy | null;
  readonly attachments: { readonly text: string; readonly files: readonly string[] } | null;
  /** 主旨; of a notice of a meeting, its reason. */
  readonly subject: string | null;
  readonly sections: readonly OfficialSection[];
  readonly meeting: OfficialMeeting | null;
  /** 正本 and 副本. */
  readonly originals: readonly Party[];
  readonly copies: readonly Party[];
  readonly signatures: readonly string[];
}
