import type { SendOutcome } from '../../contracts/notices.ts';
import type { ChatTarget } from '../target.ts';
import type { Message } from '../words/message.ts';
import { postText } from './post-text.ts';

/** Body for an incoming webhook of each chat. */
const BODIES: Readonly<Record<ChatTarget['kind'], (message: Message) => unknown>> = {
  slack: ({ sentence, link, linkTitle }) => ({
    text: link === null ? slackText(sentence) : `${slackText(sentence)} <${link}|${slackText(linkTitle)}>`,
    unfurl_links: false,
    unfurl_media: false,
  }),
  mattermost: ({ sentence, link, linkTitle }) => ({
    text: link === null ? markdown(sentence) : `${markdown(sentence)} [${linkTitle}](${link})`,
  }),
  teams: teamsMessage,
};

/** Posts a notice into a chat. */
export function sendChat(target: ChatTarget, message: Message, signal: AbortSignal): Promise<SendOutcome> {
  return postText(target, JSON.stringify(BODIES[target.kind](message)), {}, signal);
}

/** Workflows of Teams take a message with an Adaptive Card; 1.4 is the newest that all of its clients show. */
function teamsMessage({ subject, sentence, link, linkTitle, language }: Message): unknown {
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: language,
    body: [
      { type: 'TextBlock', text: markdown(subject), weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'TextBlock', text: markdown(sentence), wrap: true },
    ],
    ...(link === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: linkTitle, url: link }] }),
  };
  const attachment = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    contentUrl: null,
    content: card,
  };
  return { type: 'message', attachments: [attachment] };
}

/** Slack's three characters; without angle brackets there is no mention, channel or link. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Commands in backquotes stay as they are; elsewhere nothing is a link, a picture, emphasis or a mention. */
function markdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\*_{}[\]()#~>|<!`]/g, '\\$&')))
    .join('')
    .replaceAll('@', '@\u2060');
}
