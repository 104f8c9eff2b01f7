/** The table of everything that answered the test. */
export const peerCss = `
.peers { min-width: 34rem; margin-top: 0.6rem; }
.peers .value { display: block; font-weight: 600; }
.peers .interval { display: block; font-size: 0.78rem; color: var(--muted); white-space: nowrap; }
.peers .of-tuned .value { font-weight: 800; color: var(--tuned); }
.peers tbody td:last-child { white-space: nowrap; }
`;
