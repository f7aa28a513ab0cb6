import { useCallback, useEffect, useState } from 'react';
import type { ApiError } from '../../api/contract.ts';
import type { UploadState } from '../../api/contract-intake.ts';
import { getJson, postJson } from '../data/requests.ts';

/** The server is asked this often how far a load is. */
const POLL_MS = 400;

/** Why a file did not arrive; `limitMb` where it was too large. */
export interface SendFailure {
  code: string;
  limitMb: number | null;
}

export interface UploadControl {
  /** How much of a file has gone, 0 to 1; null while none is on its way. */
  sentShare: number | null;
  upload: UploadState | null;
  failure: SendFailure | null;
  send: (file: File) => void;
  load: (wish: { dryRun: boolean; sourceId?: string; mapping?: unknown; mappingName?: string }) => void;
  cancel: () => void;
  /** Removes the file from the server and begins anew. */
  forget: () => void;
}

/** One file on its way into the database. */
export function useUpload(): UploadControl {
  const [sentShare, setSentShare] = useState<number | null>(null);
  const [upload, setUpload] = useState<UploadState | null>(null);
  const [failure, setFailure] = useState<SendFailure | null>(null);

  const isMoving = upload?.state === 'waiting' || upload?.state === 'running';
  const id = upload?.id ?? null;
  useEffect(() => {
    if (!isMoving || id === null) return;
    const controller = new AbortController();
    const timer = setInterval(() => {
      getJson<UploadState>(`/api/uploads/${id}`, controller.signal).then(
        (answer) => {
          if (answer.ok) setUpload(answer.value);
        },
        () => {},
      );
    }, POLL_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [isMoving, id]);

  const send = useCallback((file: File) => {
    setFailure(null);
    setUpload(null);
    setSentShare(0);
    // fetch tells nothing of how much of a body has gone.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => setSentShare(total > 0 ? loaded / total : 0);
    request.onloadend = () => {
      setSentShare(null);
      const answer = parsed(request.responseText);
      if (request.status === 200 && answer) setUpload(answer as UploadState);
      else setFailure(failureOf(request.status, answer as ApiError | null));
    };
    request.send(file);
  }, []);

  const ask = useCallback((path: string, body: unknown) => {
    setFailure(null);
    void postJson<UploadState>(path, body).then((answer) => {
      if (answer.ok) setUpload(answer.value);
      else setFailure({ code: answer.failure.code, limitMb: null });
    });
  }, []);

  return {
    sentShare,
    upload,
    failure,
    send,
    load: (wish) => id !== null && ask(`/api/uploads/${id}/load`, wish),
    cancel: () => id !== null && ask(`/api/uploads/${id}/cancel`, {}),
    forget: () => {
      setUpload(null);
      setFailure(null);
      if (id !== null) fetch(`/api/uploads/${id}`, { method: 'DELETE' }).catch(() => {});
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failureOf(status: number, answer: ApiError | null): SendFailure {
  const details = answer?.error?.details as { limitMb?: number } | undefined;
  return {
    code: answer?.error?.code ?? (status === 0 ? 'network' : String(status)),
    limitMb: details?.limitMb ?? null,
  };
}
