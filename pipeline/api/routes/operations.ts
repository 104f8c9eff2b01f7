import { healthSchema, readinessSchema } from '../../contracts/api/health.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

/** Routes for those who run the service. `describe` gives the OpenAPI document of the whole table. */
export function operationRoutes(version: string, describe: () => unknown): readonly Route[] {
  return [
    defineRoute({
      name: 'getHealth',
      summary: 'Is the process able to answer',
      method: 'get',
      path: '/healthz',
      access: 'public',
      answers: [{ status: 200, description: 'It is', schema: healthSchema }],
      handle: async () => json({ status: 'ok', version }),
    }),
    defineRoute({
      name: 'getReadiness',
      summary: 'Can the service do its work',
      method: 'get',
      path: '/readyz',
      access: 'public',
      answers: [
        { status: 200, description: 'It can', schema: readinessSchema },
        { status: 503, description: 'Something that it needs is missing', schema: readinessSchema },
      ],
      handle: async ({ service, caller }) => {
        const checks = await service.ready();
        const status = (['fail', 'warn'] as const).find((bad) =>
          checks.some((check) => check.status === bad),
        );
        // Details name addresses and directories; whoever may not read the rest need not read those.
        const shown = caller.role === null ? checks.map((check) => ({ ...check, detail: '' })) : checks;
        return json({ status: status ?? 'ok', checks: shown }, status === 'fail' ? 503 : 200);
      },
    }),
    defineRoute({
      name: 'getMetrics',
      summary: 'Figures for Prometheus',
      method: 'get',
      path: '/metrics',
      access: 'reader',
      answers: [{ status: 200, description: 'Text format 0.0.4', media: 'text/plain' }],
      handle: async ({ service }) => ({
        kind: 'text',
        media: 'text/plain; version=0.0.4; charset=utf-8',
        text: await service.metrics(),
      }),
    }),
    defineRoute({
      name: 'getDescription',
      summary: 'This description (OpenAPI 3.1)',
      method: 'get',
      path: '/openapi.json',
      access: 'public',
      answers: [{ status: 200, description: 'The document', media: 'application/json' }],
      handle: async () => json(describe()),
    }),
  ];
}
