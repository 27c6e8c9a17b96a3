export { allowed, type LogFields, type LogLine } from './allowed.ts';
export { tellCounted } from './calm.ts';
export { EVENTS, LEVELS, type LogEvent, type LogLevel, type LogThreshold, thresholdOf } from './events.ts';
export { createLog, type Log, type Write, writerOf } from './log.ts';
export { NestLog } from './nest-log.ts';
export { toStandardOutput } from './standard-output.ts';
export { takeOverOutput } from './take-over.ts';
