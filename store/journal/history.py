"""What a journal tells, whatever of it is damaged: changes in order, and those never confirmed."""

from collections.abc import Iterable
from itertools import chain, groupby, pairwise
from pathlib import Path

from store.journal.lines import MARKS, META, Record
from store.journal.sequence import Fault, missing, unfinished
from store.journal.trail import Line

Placed = tuple[Line, Record]


class History:
    """The records of a journal, each once."""

    def __init__(self, path: Path, lines: Iterable[Line], before: int | None) -> None:
        self.lsn = before or 0
        """The highest of all."""
        self.confirmed: list[Record] = []
        self.unconfirmed: list[Record] = []
        """Of the last transaction, where it is not whole."""
        self.unfinished: Fault | None = None
        """The end of the journal, where that is of no whole transaction."""
        self.faults: list[Fault] = []
        """Where changes of documents are lost."""
        self.doubtful: list[Record] = []
        """What damaged lines seem to say."""
        self._path = path
        self._damaged: list[Line] = []
        self._marks: list[Placed] = []
        self._records: dict[int, Placed] = {}
        for line in lines:
            self._take(line)
        self._conclude(before)

    def _take(self, line: Line) -> None:
        record = line.record
        if record is None:
            self._damaged.append(line)
            return
        self.lsn = max(self.lsn, record.lsn)
        if record.op in MARKS:
            self._marks.append((line, record))
        elif self._records.setdefault(record.lsn, (line, record))[0].text != line.text:
            reason = f"there is another change of the number {record.lsn}"
            self._lose(line, record.table or "", record.doc_id, reason)

    def _conclude(self, before: int | None) -> None:
        """Tell what was confirmed from what was not, and what is lost."""
        ordered = [self._records[lsn] for lsn in sorted(self._records)]
        groups = [list(each) for _, each in groupby(ordered, _transaction)]
        known = list(chain.from_iterable(groups))
        if groups and not self._is_confirmed(groups[-1]):
            known = known[: -len(groups[-1])]
        self.confirmed = [record for _, record in known]
        self.unconfirmed = [record for _, record in ordered[len(known) :]]
        end = max((line.end for line, _ in chain(known, self._marks)), default=0)
        self._find_lost(known, before, end)
        left = [*(line for line, _ in ordered[len(known) :]), *self._damaged]
        if left := [line for line in left if line.offset >= end]:
            begin, stop = min(line.offset for line in left), max(line.end for line in left)
            self.unfinished = unfinished(self._path, begin, stop)

    def _is_confirmed(self, transaction: list[Placed]) -> bool:
        """Whether the last transaction is whole, or was once."""
        first, last = transaction[0][1], transaction[-1][1]
        if any(mark.lsn >= first.txn for _, mark in self._marks):
            return True
        begun = first.op == META and first.lsn == first.txn
        without_gaps = last.lsn - first.lsn + 1 == len(transaction)
        return begun and last.last and without_gaps and all(line.whole for line, _ in transaction)

    def _find_lost(self, known: list[Placed], before: int | None, end: int) -> None:
        """Tell where numbers are missing that are not those of the beginnings of changes."""
        begun = {record.txn for _, record in known}
        places = [(record.lsn, line.offset) for line, record in known]
        marks = [(mark.lsn + 1, end) for _, mark in self._marks]
        if before is None and (first := [*places, *marks][:1]):
            before = first[0][0] - 1
            for line in self._damaged:
                if line.offset < first[0][1]:
                    self._doubt(line)
        known_places = [*places, *sorted(marks)[-1:]]
        for (lsn, begin), (following, stop) in pairwise([(before or 0, 0), *known_places]):
            number = following - lsn - 1
            if number > 0 and (number := number - sum(lsn < each < following for each in begun)):
                self._tell(number, min(begin, stop), max(begin, stop))

    def _tell(self, number: int, begin: int, end: int) -> None:
        """Tell of damaged lines in whose place records are missing, or that there are none."""
        damaged = [line for line in self._damaged if begin <= line.offset < end]
        for line in damaged:
            self._doubt(line)
        if not damaged:
            self.faults.append(Fault(self._path, end, "", None, missing(number)))

    def _doubt(self, line: Line) -> None:
        self._lose(line, *line.about, "it is damaged")
        if seeming := line.seeming:
            self.doubtful.append(seeming)

    def _lose(self, line: Line, table: str, doc_id: int | None, reason: str) -> None:
        self.faults.append(Fault(self._path, line.offset, table, doc_id, reason))


def _transaction(placed: Placed) -> int:
    return placed[1].txn
