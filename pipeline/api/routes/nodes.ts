import { z } from 'zod';
import {
  nodeFreeSchema,
  nodeHelloSchema,
  nodeOfferSchema,
  nodeWelcomeSchema,
} from '../../contracts/api/lease.ts';
import {
  addedNodeSchema,
  addNodeSchema,
  drainNodeSchema,
  nodeListSchema,
  nodeNameSchema,
  nodeSchema,
  removeNodeSchema,
} from '../../contracts/api/node.ts';
import { attribution } from '../access/attribution.ts';
import { created, json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const named = z.strictObject({ node: nodeNameSchema });

/** Nodes, for operators. */
export const nodeRoutes: readonly Route[] = [
  defineRoute({
    name: 'listNodes',
    summary:
      'List the nodes that take model work: how each stands, what it is at work on, how its devices are',
    method: 'get',
    path: '/v1/nodes',
    access: 'reader',
    answers: [{ status: 200, description: 'All nodes', schema: nodeListSchema }],
    handle: async ({ service }) => json({ items: await service.nodes.list() }),
  }),
  defineRoute({
    name: 'addNode',
    summary: 'Add a node; its token is in this answer and nowhere else',
    method: 'post',
    path: '/v1/nodes',
    access: 'operator',
    body: addNodeSchema,
    answers: [{ status: 201, description: 'The node, with its token', schema: addedNodeSchema }],
    handle: async ({ service, body: { name, by }, caller }) => ({
      ...created(await service.nodes.add({ name, by: attribution(by, caller) }), `/v1/nodes/${name}`),
      confidential: true,
    }),
  }),
  defineRoute({
    name: 'showNode',
    summary: 'Show one node',
    method: 'get',
    path: '/v1/nodes/:node',
    access: 'reader',
    params: named,
    answers: [{ status: 200, description: 'The node', schema: nodeSchema }],
    handle: async ({ service, params }) => json(await service.nodes.show(params.node)),
  }),
  defineRoute({
    name: 'drainNode',
    summary: 'Give a node no further work; what it has in hand it finishes',
    method: 'post',
    path: '/v1/nodes/:node/drain',
    access: 'operator',
    params: named,
    body: drainNodeSchema,
    answers: [{ status: 200, description: 'The node', schema: nodeSchema }],
    handle: async ({ service, params, body: { by, off }, caller }) =>
      json(await service.nodes.drain({ name: params.node, by: attribution(by, caller), off })),
  }),
  defineRoute({
    name: 'removeNode',
    summary: 'Revoke the token of a node; what it has in hand is given to another',
    method: 'post',
    path: '/v1/nodes/:node/remove',
    access: 'operator',
    params: named,
    body: removeNodeSchema,
    answers: [{ status: 200, description: 'The node as it was', schema: nodeSchema }],
    handle: async ({ service, params, body, caller }) =>
      json(await service.nodes.remove({ name: params.node, by: attribution(body.by, caller) })),
  }),
];

/** What agents ask with the token of their node. */
export const agentRoutes: readonly Route[] = [
  defineRoute({
    name: 'nodeHello',
    summary: 'An agent begins; any other with the same token is over',
    method: 'post',
    path: '/v1/node/hello',
    access: 'node',
    body: nodeHelloSchema,
    answers: [{ status: 200, description: 'It may ask for work', schema: nodeWelcomeSchema }],
    handle: async ({ service, caller, body }) => json(await service.nodes.hello(caller.node!, body)),
  }),
  defineRoute({
    name: 'nodeFree',
    summary: 'A node that is free waits for work, for as long as it says',
    method: 'post',
    path: '/v1/node/free',
    access: 'node',
    body: nodeFreeSchema,
    answers: [{ status: 200, description: 'A lease, or none yet', schema: nodeOfferSchema }],
    // It holds the credential of the lease.
    handle: async ({ service, caller, body, signal }) => ({
      ...json(await service.nodes.free(caller.node!, body, signal)),
      confidential: true,
    }),
  }),
];
