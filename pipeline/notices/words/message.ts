import { problemOf } from '../../contracts/errors/error.ts';
import type { Language } from '../../contracts/names.ts';
import type { FailedFacts, JudgedFacts, NoticeFacts, RefusedFacts } from '../../contracts/notices.ts';
import { en } from './en.ts';
import { oneLine } from './one-line.ts';
import type { Words } from './words.ts';
import { zhTW } from './zh-tw.ts';

const WORDS: Readonly<Record<Language, Words>> = { en, 'zh-TW': zhTW };

/** A notice in the words of one language, not yet in the form of any channel. Every text is one line. */
export interface Message {
  readonly language: Language;
  readonly subject: string;
  /** What happened, by which figures, and what to do. */
  readonly sentence: string;
  /** null where the service knows no address under which people reach it. */
  readonly link: string | null;
  readonly linkTitle: string;
}

/** For whom a notice is put into words. */
export interface Audience {
  readonly language: Language;
  /** False: texts that may hold something of the data, as errors do, stay here. */
  readonly inside: boolean;
  readonly publicUrl: URL | null;
}

/** Puts a notice into words. */
export function messageOf(facts: NoticeFacts, audience: Audience): Message {
  const { language } = audience;
  const words = WORDS[language];
  return {
    language,
    subject: oneLine(`[Touchstone] ${subjectOf(facts, words)}`),
    sentence: oneLine(sentenceOf(facts, words, audience)),
    link: linkOf(facts, audience.publicUrl),
    linkTitle: words.linkTitle[facts.type],
  };
}

function subjectOf(facts: NoticeFacts, words: Words): string {
  switch (facts.type) {
    case 'run.judged':
      return words.judgedSubject(facts.name, facts.verdict);
    case 'run.failed':
      return words.failedSubject(facts.name);
    case 'run.cancelled':
      return words.cancelledSubject(facts.name);
    case 'trigger.refused':
      return words.refusedSubject(facts.name);
    case 'notice.test':
      return words.testSubject;
  }
}

function sentenceOf(facts: NoticeFacts, words: Words, audience: Audience): string {
  switch (facts.type) {
    case 'run.judged':
      return judged(facts, words, audience.language);
    case 'run.failed':
      return words.failed(facts.name, facts.stage, explained(facts, words, audience), facts.run);
    case 'run.cancelled':
      return words.cancelled(facts.name, facts.run);
    case 'trigger.refused':
      return words.refused(facts.name, facts.kind, explained(facts, words, audience), facts.trigger);
    case 'notice.test':
      return words.test(facts.by);
  }
}

function judged(facts: JudgedFacts, words: Words, language: Language): string {
  const { name, verdict, version, waits_for: waits, figure, run, in_production: current } = facts;
  const head = words.judged(name, verdict);
  const figures =
    figure === null
      ? null
      : words.figure({
          title: figure.title[language],
          value: figure.value.toFixed(3),
          other: figure.against.value.toFixed(3),
          system: figure.against.system,
          version: figure.against.version,
          difference: signed(figure.against.difference),
          records: figure.records,
        });
  return words.join(head, figures, todoOf());

  function todoOf(): string {
    if (version === null) return words.nothingPublished(verdict, run);
    const published =
      verdict === 'PASS' ? words.waitsForYou(name, version) : words.publishedAllTheSame(name, version);
    if (waits === 'promotion') return published;
    return current === null || current === version
      ? words.inProduction(version)
      : words.newerInProduction(version, current);
  }
}

/** What an error says. Its parameters may hold something that stood in the data, so they stay inside. */
function explained(
  { error }: FailedFacts | RefusedFacts,
  words: Words,
  { inside, language }: Audience,
): string {
  const { code, title, advice } = problemOf(error, language);
  return inside ? words.explained(code, title, advice) : words.named(code);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function linkOf(facts: NoticeFacts, publicUrl: URL | null): string | null {
  if (publicUrl === null) return null;
  return `${publicUrl.href.replace(/\/+$/, '')}${pathOf(facts)}`;
}

function pathOf(facts: NoticeFacts): string {
  switch (facts.type) {
    case 'run.judged':
      return facts.has_report ? `/v1/runs/${facts.run}/report` : `/v1/runs/${facts.run}`;
    case 'run.failed':
    case 'run.cancelled':
      return `/v1/runs/${facts.run}`;
    case 'trigger.refused':
      return `/v1/triggers/${facts.trigger}`;
    case 'notice.test':
      return '/healthz';
  }
}
