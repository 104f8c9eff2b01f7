import { z } from 'zod';

/** Name of a secret on the machine of the service; its value is in no setting, message, row or log. */
export const SECRET_NAME = /^[a-z][a-z0-9-]{0,62}$/;

export const secretNameSchema = z.string().regex(SECRET_NAME);
