//! Taking in what a source tells.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use access::{Action, Request, permit, view};
use kernel::{
    Datum, Error, Id, Ids, Label, PageRequest, Result,
    id::{EducationEventId, EducationOfferingId, kind},
};
use store::{Column, Compare, Db, Filter, Query, Record, Tx};

use crate::{
    emil::{Fault, Kind, Read, SourceRecord, Unread, key_of},
    event::{EducationEvent, EducationEventColumn, EventContent},
    offering::{EducationOffering, EducationOfferingColumn},
    run::{BeginImport, EducationImport, EducationImportColumn},
};

/// Records that are taken in by one transaction: enough that its own cost is little of theirs, and few enough that others who write
/// wait but a moment.
pub const BATCH: usize = 2_000;

/// Records after which a run's position is kept where there is nothing else to keep: what says what it said is read at full speed, and
/// read again soon where it was interrupted.
const KEPT_EVERY: i32 = 8 * BATCH as i32;

/// Something to tell of a record.
#[derive(Clone, Debug)]
pub struct Remark {
    /// Which record of the source, from 1 on; of a table the row, as a spreadsheet counts.
    pub number: i32,
    /// As far as it is known.
    pub identifier: String,
    /// The field, by its name in the standard; empty for the record as a whole.
    pub field: &'static str,
    /// What to say.
    pub about: Label,
    /// The code that no list has, or the value that has no one meaning; empty where the record was refused.
    pub code: String,
}

impl Remark {
    /// Whether the record stayed outside.
    pub fn is_refusal(&self) -> bool {
        self.code.is_empty()
    }
}

/// What became of some records.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The run, so far.
    pub run: EducationImport,
    /// What there is to tell, in the source's order.
    pub remarks: Vec<Remark>,
}

/// Utbildningsutbudet.
#[derive(Clone)]
pub struct EducationSupply {
    pub(crate) db: Db,
}

impl EducationSupply {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// A run over a source: that which was interrupted, where it was, or a new one.
    ///
    /// # Errors
    /// `Denied`; `Unavailable`, `Broken`.
    pub async fn begin(&self, request: &Arc<Request>, begin: BeginImport) -> Result<EducationImport> {
        use EducationImportColumn as C;
        let same = Filter::Is(C::Source, Compare::Eq(begin.source.as_str().into()))
            .and(Filter::Is(C::Fingerprint, Compare::Eq(begin.fingerprint.as_str().into())))
            .and(Filter::Is(C::EndedAt, Compare::Absent(true)));
        self.db
            .write(request, Action::ImportEducation, async |tx| {
                let interrupted = tx.matching::<EducationImport>(same).await?.pop();
                if let Some(mut run) = interrupted {
                    // Whoever asks for everything gets no less.
                    if begin.updated_since.is_none() && run.updated_since.take().is_some() {
                        tx.update(&mut run).await?;
                    }
                    tx.emit(run.advance());
                    return Ok(run);
                }
                let (run, event) = EducationImport::begin(Id::new(self.db.ids()), begin, self.db.clock().now());
                tx.insert(&run).await?;
                tx.emit(event);
                Ok(run)
            })
            .await
    }

    /// The last run over this source that came to its end.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn last(
        &self,
        request: &Arc<Request>,
        source: &str,
        fingerprint: &str,
    ) -> Result<Option<EducationImport>> {
        use EducationImportColumn as C;
        let ended = Filter::Is(C::Source, Compare::Eq(source.into()))
            .and(Filter::Is(C::Fingerprint, Compare::Eq(fingerprint.into())))
            .and(Filter::Is(C::EndedAt, Compare::Absent(false)));
        let query =
            Query { page: PageRequest { size: 1, backward: true, cursor: None }, ..Query::first(1) }.filter(ended);
        let grant = view(request, EducationImport::READ);
        Ok(self.db.page::<EducationImport>(&grant, &query).await?.rows.pop())
    }

    /// Takes in the run's next records, at most [`BATCH`] of them, in one transaction with its position. Where none of them is news, the
    /// position may be kept with later ones.
    ///
    /// # Errors
    /// `Denied`; `Conflict` where another run changes the same records; `Unavailable`, `Broken`: nothing of them is kept then.
    pub async fn take(
        &self,
        request: &Arc<Request>,
        run: EducationImport,
        records: Vec<Result<SourceRecord, Unread>>,
    ) -> Result<Taken> {
        let kept_at = run.position / KEPT_EVERY;
        let batch = self.read(request, run, records).await?;
        let is_idle = batch.is_idle();
        let today = self.db.clock().today();
        let Batch { mut run, mut remarks, offerings, mut changed_offerings, events, mut changed_events, .. } = batch;
        remarks.sort_by_key(|remark| remark.number);
        if is_idle && run.position / KEPT_EVERY == kept_at {
            return Ok(Taken { run, remarks });
        }
        let grant = permit(request, Action::ImportEducation)?;
        // Others who write, a load of rows among them, may go first.
        let mut tx = self.db.begin_patiently(&grant).await?;
        tx.insert_many(&offerings).await?;
        tx.update_many(&mut changed_offerings).await?;
        tx.insert_many(&events).await?;
        tx.update_many(&mut changed_events).await?;
        let removing = batch.removed_offerings;
        remove(&mut tx, &mut run, removing, |row: &mut EducationOffering, hash| row.remove(today, hash)).await?;
        let removing = batch.removed_events;
        remove(&mut tx, &mut run, removing, |row: &mut EducationEvent, hash| row.remove(today, hash)).await?;
        tx.update(&mut run).await?;
        tx.emit(run.advance());
        tx.commit(run.id.as_str()).await?;
        Ok(Taken { run, remarks })
    }

    /// The source has no more. `digest` is that of all that it held, where it was a file.
    ///
    /// # Errors
    /// `Denied`; `Unavailable`, `Broken`.
    pub async fn end(
        &self,
        request: &Arc<Request>,
        mut run: EducationImport,
        digest: Option<String>,
    ) -> Result<EducationImport> {
        self.db
            .write(request, Action::ImportEducation, async |tx| {
                let event = run.end(self.db.clock().now(), digest);
                tx.update(&mut run).await?;
                tx.emit(event);
                Ok(run)
            })
            .await
    }

    /// What there is to do with the records: reads only those whose hash is not known.
    async fn read(
        &self,
        request: &Arc<Request>,
        run: EducationImport,
        records: Vec<Result<SourceRecord, Unread>>,
    ) -> Result<Batch> {
        let mut batch = Batch::of(run);
        let latest = batch.latest(records);
        let keys = |kind: Kind| {
            let of_kind = latest.iter().filter(move |one| one.record.kind == kind);
            of_kind.map(|one| one.key.clone()).collect::<Vec<_>>()
        };
        let mut offerings = self.held_offerings(request, &keys(Kind::Offering)).await?;
        let events = self.held_events(request, &keys(Kind::Event)).await?;
        let mut told = Vec::new();
        for one in latest {
            match one.record.kind {
                Kind::Offering => batch.offering(self.db.ids(), one, &mut offerings),
                Kind::Event => told.extend(batch.event(one, &events)),
                Kind::Provider => batch.run.unchanged += 1,
            }
        }
        let named: HashSet<String> =
            told.iter().map(|event| key_of(&event.offering)).filter(|key| !offerings.contains_key(key)).collect();
        offerings.extend(self.held_offerings(request, &named.into_iter().collect::<Vec<_>>()).await?);
        for event in told {
            batch.place(self.db.ids(), event, &mut offerings);
        }
        Ok(batch)
    }

    async fn held_offerings(&self, request: &Arc<Request>, keys: &[String]) -> Result<Held<kind::EducationOffering>> {
        use EducationOfferingColumn as C;
        held::<EducationOffering>(&self.db, request, keys, [C::SourceKey, C::Id, C::Version, C::ContentHash]).await
    }

    async fn held_events(&self, request: &Arc<Request>, keys: &[String]) -> Result<Held<kind::EducationEvent>> {
        use EducationEventColumn as C;
        held::<EducationEvent>(&self.db, request, keys, [C::SourceKey, C::Id, C::Version, C::ContentHash]).await
    }
}

/// What is known of rows that are there, by their source's key.
type Held<K> = HashMap<String, Known<K>>;

/// As much of a row as tells whether it says something else by now.
struct Known<K> {
    id: Id<K>,
    version: i32,
    hash: String,
}

/// The rows with these keys; `columns` are key, id, version and hash.
async fn held<T: Record>(
    db: &Db,
    request: &Arc<Request>,
    keys: &[String],
    columns: [Column<T>; 4],
) -> Result<Held<T::Kind>> {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let rows = db.parts_where::<T>(&view(request, T::READ), columns[0], &keys, &columns).await?;
    let known = rows.into_iter().map(|row| match row.as_slice() {
        [Datum::Text(key), Datum::Text(id), Datum::Integer(version), Datum::Text(hash)] => {
            let id = Id::parse(id).ok_or_else(|| Error::broken("an id of another kind"))?;
            let version = i32::try_from(*version).unwrap_or(i32::MAX);
            Ok((key.clone(), Known { id, version, hash: hash.clone() }))
        }
        _ => Err(Error::broken("a row of the education supply of another form")),
    });
    known.collect()
}

/// Marks what the source has taken back, and counts what of it is news.
async fn remove<T: Record>(
    tx: &mut Tx,
    run: &mut EducationImport,
    removing: Vec<(Id<T::Kind>, String)>,
    remove: impl Fn(&mut T, &str) -> bool,
) -> Result<()> {
    let hashes: HashMap<Id<T::Kind>, String> = removing.into_iter().collect();
    let mut rows: Vec<T> = tx.load_many(&hashes.keys().copied().collect::<Vec<_>>()).await?;
    for row in &mut rows {
        if let Some(hash) = hashes.get(&row.id()) {
            run.count_removal(remove(row, hash));
        }
    }
    tx.update_many(&mut rows).await
}

/// The last of a batch's records with its key.
struct Latest {
    number: i32,
    key: String,
    record: SourceRecord,
}

/// An event that is to be written, once its offering is known.
struct EventToWrite {
    id: Option<(EducationEventId, i32)>,
    identifier: String,
    hash: String,
    offering: String,
    content: EventContent,
}

/// What a transaction is to do.
struct Batch {
    run: EducationImport,
    remarks: Vec<Remark>,
    offerings: Vec<EducationOffering>,
    changed_offerings: Vec<EducationOffering>,
    removed_offerings: Vec<(EducationOfferingId, String)>,
    events: Vec<EducationEvent>,
    changed_events: Vec<EducationEvent>,
    removed_events: Vec<(EducationEventId, String)>,
}

impl Batch {
    fn of(run: EducationImport) -> Self {
        Self {
            run,
            remarks: Vec::new(),
            offerings: Vec::new(),
            changed_offerings: Vec::new(),
            removed_offerings: Vec::new(),
            events: Vec::new(),
            changed_events: Vec::new(),
            removed_events: Vec::new(),
        }
    }

    /// Whether no row is to be written.
    fn is_idle(&self) -> bool {
        self.offerings.is_empty()
            && self.changed_offerings.is_empty()
            && self.removed_offerings.is_empty()
            && self.events.is_empty()
            && self.changed_events.is_empty()
            && self.removed_events.is_empty()
    }

    /// Counts the records, tells of those that are none, and leaves the last of those that are one.
    fn latest(&mut self, records: Vec<Result<SourceRecord, Unread>>) -> Vec<Latest> {
        let mut latest: Vec<Latest> = Vec::with_capacity(records.len());
        let mut at: HashMap<(Kind, String), usize> = HashMap::new();
        for record in records {
            self.run.position += 1;
            let row = record.as_ref().map_or_else(|unread| unread.row, |record| record.row);
            let number = row.unwrap_or(self.run.position);
            let record = match record {
                Ok(record) => record,
                Err(unread) => {
                    self.refuse(number, &unread.identifier, &[unread.fault]);
                    continue;
                }
            };
            let key = key_of(&record.identifier);
            let one = Latest { number, key: key.clone(), record };
            match at.get(&(one.record.kind, key.clone())) {
                // The pages of a list that changes meanwhile overlap.
                Some(earlier) => {
                    self.run.unchanged += 1;
                    latest[*earlier] = one;
                }
                None => {
                    at.insert((one.record.kind, key), latest.len());
                    latest.push(one);
                }
            }
        }
        latest
    }

    fn refuse(&mut self, number: i32, identifier: &str, faults: &[Fault]) {
        self.run.refused += 1;
        self.remarks.extend(faults.iter().map(|fault| Remark {
            number,
            identifier: identifier.to_owned(),
            field: fault.field,
            about: fault.about,
            code: String::new(),
        }));
    }

    /// What was read, with what was left out of it told; nothing where it is refused.
    fn read<T>(&mut self, one: &Latest, read: std::result::Result<Read<T>, Vec<Fault>>) -> Option<T> {
        match read {
            Ok(read) => {
                let unknown = read.unknown.into_iter().map(|left_out| (left_out, LEFT_OUT));
                let unread = read.unread.into_iter().map(|left_out| (left_out, NOT_READ));
                self.remarks.extend(unknown.chain(unread).map(|((field, code), about)| Remark {
                    number: one.number,
                    identifier: one.record.identifier.clone(),
                    field,
                    about,
                    code,
                }));
                Some(read.content)
            }
            Err(faults) => {
                self.refuse(one.number, &one.record.identifier, &faults);
                None
            }
        }
    }

    fn offering(&mut self, ids: &dyn Ids, mut one: Latest, held: &mut Held<kind::EducationOffering>) {
        let known = held.get(&one.key);
        if known.is_some_and(|known| known.hash == one.record.hash) {
            self.run.unchanged += 1;
            return;
        }
        if one.record.content.is_none() {
            match known {
                Some(known) => self.removed_offerings.push((known.id, one.record.hash)),
                // What was never here need not go.
                None => self.run.unchanged += 1,
            }
            return;
        }
        let known = known.map(|known| (known.id, known.version, known.hash.is_empty()));
        let read = one.record.offering();
        let Some(content) = self.read(&one, read) else { return };
        let (identifier, hash) = (one.record.identifier, one.record.hash);
        match known {
            Some((id, version, was_named_only)) => {
                *(if was_named_only { &mut self.run.created } else { &mut self.run.changed }) += 1;
                self.changed_offerings.push(EducationOffering::told(id, version, &identifier, content, hash));
            }
            None => {
                self.run.created += 1;
                let offering = EducationOffering::told(Id::new(ids), 1, &identifier, content, hash.clone());
                held.insert(one.key, Known { id: offering.id, version: 1, hash });
                self.offerings.push(offering);
            }
        }
    }

    fn event(&mut self, mut one: Latest, held: &Held<kind::EducationEvent>) -> Option<EventToWrite> {
        let known = held.get(&one.key);
        if known.is_some_and(|known| known.hash == one.record.hash) {
            self.run.unchanged += 1;
            return None;
        }
        if one.record.content.is_none() {
            match known {
                Some(known) => self.removed_events.push((known.id, one.record.hash)),
                None => self.run.unchanged += 1,
            }
            return None;
        }
        let read = one.record.event();
        let (offering, content) = self.read(&one, read)?;
        let id = known.map(|known| (known.id, known.version));
        *(if id.is_some() { &mut self.run.changed } else { &mut self.run.created }) += 1;
        Some(EventToWrite { id, identifier: one.record.identifier, hash: one.record.hash, offering, content })
    }

    /// Puts an event with its offering, which is made where it is not there.
    fn place(&mut self, ids: &dyn Ids, told: EventToWrite, offerings: &mut Held<kind::EducationOffering>) {
        let key = key_of(&told.offering);
        let offering = match offerings.get(&key) {
            Some(known) => known.id,
            None => {
                let named = EducationOffering::named(Id::new(ids), &told.offering, told.content.title.as_deref());
                let id = named.id;
                offerings.insert(key, Known { id, version: 1, hash: String::new() });
                self.offerings.push(named);
                id
            }
        };
        let id = told.id.unwrap_or_else(|| (Id::new(ids), 1));
        let event = EducationEvent::told(id, offering, &told.identifier, told.content, told.hash);
        match told.id {
            Some(_) => self.changed_events.push(event),
            None => self.events.push(event),
        }
    }
}

const LEFT_OUT: Label =
    Label { sv: "Koden finns inte i listan och är utelämnad.", en: "The code is not in the list and is left out." };

const NOT_READ: Label = Label {
    sv: "Värdet kan inte läsas, eller läsas på två sätt, och är utelämnat.",
    en: "The value cannot be read, or can be read in two ways, and is left out.",
};
