import { resolve } from 'node:path'

/** Where uploads are kept: a folder (several servers share it over the network), or an S3-compatible store. */
export type UploadPlace =
  | { kind: 'folder'; path: string }
  | { kind: 's3'; bucket: string; prefix: string; endpoint: URL; region: string }

/**
 * Reads a place as `UPLOADS` names it: a folder, or s3://bucket/prefix?endpoint=https://…&region=…. Keys of the store
 * are never part of it; they come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Null when it is neither.
 */
export function uploadPlace(text: string): UploadPlace | null {
  if (!/^[a-z][a-z0-9]*:\/\//i.test(text)) return { kind: 'folder', path: resolve(text) }
  if (!/^s3:/i.test(text) || !URL.canParse(text)) return null
  const { hostname: bucket, pathname, searchParams, username, password } = new URL(text)
  const endpoint = searchParams.get('endpoint') ?? ''
  const isWhole = bucket !== '' && username === '' && password === ''
  if (!isWhole || !/^https?:/.test(endpoint) || !URL.canParse(endpoint)) return null
  return {
    kind: 's3',
    bucket,
    prefix: pathname.replace(/^\//, ''),
    endpoint: new URL(endpoint),
    region: searchParams.get('region') ?? 'auto',
  }
}
