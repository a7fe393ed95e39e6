"""What a store asks its database, built once: what varies is bound, so each is compiled once."""

from __future__ import annotations

from sqlalchemy import BigInteger, bindparam, exists, func, insert, not_, or_, select

from studytool.store import undoing
from studytool.store.counting import REVIEWED as REVIEWS_OF_A_QUARTER
from studytool.store.direct import Direct
from studytool.store.events import ANSWER, ASKED, RATE
from studytool.store.rows import RECORD
from studytool.store.tables import counts, events, held, memory

PAGE = 1000  # events fetched at a time

ADD_EVENT = Direct(insert(events).values({c.name: bindparam(c.name) for c in events.c if c.name != "seq"}))
NAMED = select(events.c.kind, events.c.item).where(events.c.uuid == bindparam("of_uuid"))
SEEN = select(func.count()).where(events.c.item == bindparam("of_item"), events.c.kind.in_(ASKED))
LOG = select(events).where(events.c.seq > bindparam("after_seq")).order_by(events.c.seq).limit(PAGE)
_IS_HELD = exists().where(
    held.c.item == memory.c.item, or_(held.c.suspended, held.c.buried_us > bindparam("now_us", type_=BigInteger))
)
_ALL_DUE = (
    select(memory.c.item)
    .where(memory.c.due_us <= bindparam("now_us", type_=BigInteger), memory.c.reviews > 0, not_(_IS_HELD))
    .order_by(memory.c.due_us, memory.c.item)
)
DUE = Direct(_ALL_DUE)
FIRST_DUE = Direct(_ALL_DUE.limit(bindparam("most")))
COLUMNS = Direct(select(*(memory.c[name] for name in RECORD.names or ())).where(memory.c.reviews > 0))
LAPSES = Direct(select(memory.c.item, memory.c.lapses).where(memory.c.lapses >= bindparam("of_lapses")))
COUNTS = Direct(select(counts).where(counts.c.what != REVIEWS_OF_A_QUARTER))
REVIEWED = Direct(select(counts.c.chapter, counts.c.of, counts.c.number).where(counts.c.what == REVIEWS_OF_A_QUARTER))
ASKED_ITSELF = select(memory).where(memory.c.reviews > 0)
RECENT = (
    select(events)
    .where(events.c.kind.in_((*ASKED, RATE)), undoing.IN_FORCE)
    .order_by(events.c.at.desc(), events.c.uuid.desc())
    .limit(bindparam("most"))
)
LATEST_ANSWERS = (
    select(events)
    .where(events.c.item == bindparam("of_item"), events.c.kind == ANSWER, undoing.IN_FORCE)
    .order_by(events.c.at.desc(), events.c.uuid.desc())
    .limit(bindparam("most"))
)
