import type { Answer, Doors, EndOfLogin } from './answers.js';
import { unexpectedAnswer } from './errors.js';

function codeOf(answer: unknown): string {
  return String((answer as { response_type_code?: unknown }).response_type_code);
}

/** Goes from door to door until the login ends. */
export async function follow(start: Answer, doors: Doors): Promise<EndOfLogin> {
  let answer = start;
  for (;;) {
    switch (answer.response_type_code) {
      case 'MFA_REQUIRED':
        answer = await doors.MFA_REQUIRED(answer);
        break;
      case 'ESIGN_REQUIRED':
        answer = await doors.ESIGN_REQUIRED(answer);
        break;
      case 'DEVICE_BIND_REQUIRED':
        answer = await doors.DEVICE_BIND_REQUIRED(answer);
        break;
      case 'SUCCESS':
      case 'ESIGN_DECLINED':
        return answer;
      default:
        throw unexpectedAnswer(`This client does not know the door ${codeOf(answer)}`);
    }
  }
}
