import type { StageName, TriggerKind, Verdict } from '../../contracts/names.ts';
import type { NoticeType } from '../../contracts/notices.ts';

/** A figure of merit beside that of the system it is held against. */
export interface FigureWords {
  readonly title: string;
  readonly value: string;
  readonly other: string;
  readonly system: 'production' | 'base';
  readonly version: number | null;
  /** With its sign. */
  readonly difference: string;
  readonly records: number;
}

/** What notices say, in one language. */
export interface Words {
  readonly linkTitle: Readonly<Record<NoticeType, string>>;
  judgedSubject(name: string, verdict: Verdict): string;
  failedSubject(name: string): string;
  cancelledSubject(name: string): string;
  refusedSubject(name: string): string;
  readonly testSubject: string;

  /** Head, figures and what to do as one sentence. */
  join(head: string, figures: string | null, todo: string): string;
  judged(name: string, verdict: Verdict): string;
  figure(figure: FigureWords): string;
  waitsForYou(name: string, version: number): string;
  publishedAllTheSame(name: string, version: number): string;
  inProduction(version: number): string;
  newerInProduction(version: number, current: number): string;
  nothingPublished(verdict: Verdict, run: string): string;

  failed(name: string, stage: StageName | null, why: string, run: string): string;
  cancelled(name: string, run: string): string;
  refused(name: string, kind: TriggerKind, why: string, trigger: string): string;
  test(by: string): string;
  explained(code: string, title: string, advice: string): string;
  /** The same for a place where no text of an error may go. */
  named(code: string): string;
}
