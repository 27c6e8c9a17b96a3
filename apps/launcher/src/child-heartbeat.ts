import { answerLauncher } from './heartbeat.ts';

answerLauncher();
