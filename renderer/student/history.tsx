/** Every affirmed IEP of a student, newest first, and a search for words in all of them. */
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { DELIVERY_WORDS, purposeWords } from '../ui/words.ts';
import { useRecords } from '../workbench/working-set.ts';
import { FindInRecords } from './find-in-records.tsx';
import { LeftOpen } from './left-open.tsx';
import { LateSignatures } from './late-signature.tsx';
import { LateTranslations } from './late-translations.tsx';
import { readPdf } from './read-pdf.ts';
import { Revocation } from './revocation.tsx';
import { changeWords, partWords, standingWords } from './record-words.ts';
import box from '../ui/panel.module.css';
import styles from './student.module.css';

export function History({ student }: { readonly student: StudentSummary }) {
  const records = useRecords(student.studentId);
  return (
    <section className={`${box.panel} ${styles.panel}`} aria-label="History">
      <p>Every affirmed IEP, newest first; each PDF is exactly as it was made then, and can be read with no network.</p>
      {student.unreadable.records === 0 ? null : <p role="alert" data-unreadable="record">{student.unreadable.records === 1 ? 'One affirmed IEP cannot be read and is not in this list.' : `${student.unreadable.records} affirmed IEPs cannot be read and are not in this list.`} Settings names the files and what to do.</p>}
      <FindInRecords student={student} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">IEP of</th>
            <th scope="col">Affirmed</th>
            <th scope="col">Standing</th>
            <th scope="col">Purposes</th>
            <th scope="col">District</th>
            <th scope="col">
              <span className="visually-hidden">Read</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(records ?? []).map((record) => (
            <tr key={record.iepId} data-record={record.standing}>
              <th scope="row">
                {showDate(record.meetingDate)}
                {record.change === null ? null : <br />}
                {record.change === null ? null : <span className={styles.soft} data-record-change={record.change.kind}>{`${changeWords(record)}, linked to this IEP`}</span>}
              </th>
              <td>
                {showDate(record.affirmedAt.slice(0, 10))}
                {record.imported ? ' (imported)' : ''}
              </td>
              <td>
                {standingWords(record)}
                {partWords(record) === '' ? null : <span className={styles.soft}> {partWords(record)}</span>}
              </td>
              <td>{purposeWords(record.purposes)}</td>
              <td>{DELIVERY_WORDS[record.delivery]}</td>
              <td>
                <Button small label={`Read the PDF of ${showDate(record.meetingDate)}`} onPress={() => readPdf(student.studentId, record)}>
                  Read the PDF
                </Button>
                <LeftOpen record={record} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(records ?? []).filter((record) => record.standing === 'history' && record.change === null).map((record) => (
        <LateSignatures key={record.iepId} studentId={student.studentId} record={record} />
      ))}
      {(records ?? []).filter((record) => record.standing === 'history').map((record) => (
        <Revocation key={record.iepId} studentId={student.studentId} record={record} planIepId={student.current?.planIepId ?? null} />
      ))}
      {(records ?? []).filter((record) => record.standing === 'history').map((record) => (
        <LateTranslations key={record.iepId} studentId={student.studentId} record={record} />
      ))}
    </section>
  );
}
