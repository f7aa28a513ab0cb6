import { benchFalseSignals } from '/work/wt/scan/tests/bench/scan-false-signals.ts';
await benchFalseSignals((l: string) => console.log(l));
