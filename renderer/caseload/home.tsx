/** The caseload: what is due, soonest and overdue first, each student with the next step one press away. */
import { useState } from 'react';
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { showDate, weekday } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { runCommand, useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { useCaseloadRead, useStudents } from '../workbench/working-set.ts';
import { DamageAtHome } from '../settings/damage.tsx';
import { WaitingPapers } from '../print/waiting-papers.tsx';
import { AddStudent } from './add-student.tsx';
import { isNamed } from './find-student.ts';
import { ImportIep } from './import-iep.tsx';
import styles from './home.module.css';
import { FILTERS, orderOf, type Filter } from './filters.ts';
import { Row } from './student-row.tsx';

/** A caseload up to this size is seen at a glance. */
const NO_SEARCH_NEEDED = 8;

function Empty() {
  return (
    <div className={styles.empty}>
      <h2>No students on this computer yet</h2>
      <p>Import an IEP file to begin: it becomes the student's Current IEP, and the next one can be started from it. Once a district server is set up in Settings, your caseload comes from there too.</p>
      <p>A student who has no record yet is added without a file, and the first IEP is opened at once.</p>
    </div>
  );
}

function StudentTable({ students }: { readonly students: readonly StudentSummary[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Student</th>
          <th scope="col">Due</th>
          <th scope="col">Future IEP</th>
          <th scope="col">Current IEP</th>
          <th scope="col">Next step</th>
        </tr>
      </thead>
      <tbody>
        {students.map((student, index) => (
          <Row key={student.studentId} student={student} index={index} count={students.length} />
        ))}
      </tbody>
    </table>
  );
}

interface SearchProps {
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly shown: number;
  readonly all: number;
}

function Search({ typed, onTyped, shown, all }: SearchProps) {
  return (
    <div className={styles.search}>
      <TextInput label="Find a student" value={typed} onChange={onTyped} />
      <p role="status" data-students-shown={shown}>
        {typed.trim() === '' ? `${shown} students` : `${shown} of ${all} students`}
      </p>
    </div>
  );
}

/** The students of one list, narrowed by name, in the order of that list. */
function shownOf(all: readonly StudentSummary[], filter: Filter, typed: string): readonly StudentSummary[] {
  const keep = FILTERS.find((known) => known.id === filter)?.keep ?? (() => true);
  return all.filter(keep).filter((student) => isNamed(student.name, typed)).toSorted((a, b) => orderOf(a, filter).localeCompare(orderOf(b, filter)) || a.name.localeCompare(b.name));
}

function Caseload({ students }: { readonly students: readonly StudentSummary[] }) {
  const [filter, setFilter] = useState<Filter>('all');
  const [typed, setTyped] = useState('');
  const shown = shownOf(students, filter, typed);
  return (
    <>
      <div className={styles.filters} role="group" aria-label="Show">
        {FILTERS.map((known) => (
          <Button key={known.id} small pressed={filter === known.id} onPress={() => setFilter(known.id)}>
            {known.label} ({students.filter(known.keep).length})
          </Button>
        ))}
      </div>
      {students.length > NO_SEARCH_NEEDED ? <Search typed={typed} onTyped={setTyped} shown={shown.length} all={students.length} /> : null}
      <StudentTable students={shown} />
      {shown.length === 0 ? <p className={styles.soft}>{typed.trim() === '' ? 'No student here.' : `No student here by the name of ${typed.trim()}.`}</p> : null}
    </>
  );
}

function Tools({ onAdd, onImport }: { readonly onAdd: () => void; readonly onImport: () => void }) {
  return (
    <>
      <Button onPress={() => void runCommand('file.readiness')}>Ready for tomorrow?</Button>
      <Button keys="Ctrl+Shift+G" onPress={() => void runCommand('file.progress')}>
        Progress reports…
      </Button>
      <Button look="quiet" onPress={onAdd}>
        Add a student…
      </Button>
      <Button look="primary" keys="Ctrl+O" onPress={onImport}>
        Import an IEP…
      </Button>
    </>
  );
}

export function Home() {
  const students = useStudents();
  const read = useCaseloadRead((state) => state.read);
  const [importing, setImporting] = useState(false);
  const [adding, setAdding] = useState(false);
  useCommand('file.import', () => setImporting(true));
  useCommand('file.addStudent', () => setAdding(true));
  return (
    <Frame
      screen="home"
      title={
        <>
          <h1>My caseload</h1>
          <span className={styles.soft}>
            {weekday(today())} {showDate(today())}
          </span>
        </>
      }
      tools={<Tools onAdd={() => setAdding(true)} onImport={() => setImporting(true)} />}
    >
      <DamageAtHome />
      <WaitingPapers />
      {!read ? <p role="status">Reading the caseload…</p> : students?.length === 0 ? <Empty /> : <Caseload students={students ?? []} />}
      {importing ? <ImportIep onClose={() => setImporting(false)} /> : null}
      {adding ? <AddStudent onClose={() => setAdding(false)} /> : null}
    </Frame>
  );
}
