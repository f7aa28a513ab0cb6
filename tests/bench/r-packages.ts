import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What an R script printed: seconds first, then whatever lets us see that it computed the same. */
export interface RTiming {
  seconds: number;
  check: number[];
}

/** True where Rscript runs and has the package. */
export function hasRPackage(name: string): boolean {
  const { status } = spawnSync('Rscript', [
    '-e',
    `quit(status = !requireNamespace("${name}", quietly = TRUE))`,
  ]);
  return status === 0;
}

/** Runs an R script on files of its own; its arguments are their paths, in order. Null where it fails. */
export function timeInR(script: string, files: readonly string[]): RTiming | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigia-bench-'));
  const paths = files.map((text, index) => {
    const file = path.join(folder, `${index}.csv`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout } = spawnSync('Rscript', ['-e', script, ...paths], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (status !== 0) return null;
  const [seconds, ...check] = stdout.trim().split(/\s+/).map(Number);
  return seconds === undefined || !Number.isFinite(seconds) ? null : { seconds, check };
}

/** spdep's Gi* with weights: prints seconds and the sum of |z|. Files: values; pairs i, j, w with the self in them. */
export const SPDEP_GI_STAR = `
suppressPackageStartupMessages(library(spdep))
args <- commandArgs(TRUE)
x <- read.csv(args[1])$x
p <- read.csv(args[2])
nb <- unname(split(as.integer(p$j), p$i))
class(nb) <- "nb"
attr(nb, "region.id") <- as.character(seq_along(x))
attr(nb, "self.included") <- TRUE
w <- unname(split(p$w, p$i))
t <- system.time({ lw <- nb2listw(nb, glist = w, style = "B"); z <- as.numeric(localG(x, lw)) })[["elapsed"]]
cat(t, sum(abs(z)), "\\n")
`;

/** R's C++ DBSCAN: prints seconds, clusters and noise. File: points x, y, with eps and minPts in the first row. */
export const R_DBSCAN = `
suppressPackageStartupMessages(library(dbscan))
d <- as.matrix(read.csv(commandArgs(TRUE)[1]))
eps <- d[1, 1]
minPts <- d[1, 2]
d <- d[-1, ]
t <- system.time(r <- dbscan(d, eps = eps, minPts = minPts))[["elapsed"]]
cat(t, max(r$cluster), sum(r$cluster == 0), "\\n")
`;
