//! What can be done with representatives.

use std::sync::Arc;

use access::{Grant, Request};
use kernel::{Error, Id, Period, Result, id::RepresentativeId};
use store::{Db, Event, RecordReader, Tx};

use super::entity::{CorrectRepresentative, EndRepresentation, NameRepresentative, Representative, rules};
use crate::{
    council::Council,
    meeting::presence,
    membership::{Answering, Membership},
};

/// Företrädarna.
#[derive(Clone)]
pub struct Representatives {
    db: Db,
}

impl Representatives {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<Representative> {
        RecordReader::new(&self.db)
    }

    /// Utse företrädare. Who sits there ends the day before.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Denied` to others than the organisation and the council; `Refused`.
    pub async fn name(&self, request: &Arc<Request>, command: NameRepresentative) -> Result<Representative> {
        let answering = Answering::of(request)?;
        let seen = RecordReader::<Membership>::new(&self.db).one(request, command.membership).await;
        let seen = seen.map_err(|error| error.at("membershipId"))?;
        let grant = answering.at(seen.organisation, seen.council)?;
        self.db
            .write_within(request, &grant, async |tx| {
                // The council first, as who dissolves it does.
                tx.look_up_kept::<Council>(seen.council).await?;
                let mandate: Membership = tx.lock(seen.id).await?;
                let earlier = tx.matching::<Representative>(Representative::on(seen.id)).await?;
                let today = self.db.clock().today();
                let (named, before, event) =
                    Representative::name(Id::new(self.db.ids()), &mandate, command, &earlier, today)?;
                keep_minutes(tx, &named, named.period()).await?;
                if let Some(mut before) = before {
                    tx.update(&mut before).await?;
                    tx.emit(before.ended());
                }
                tx.insert(&named).await?;
                tx.emit(event);
                Ok(named)
            })
            .await
    }

    /// Rätta företrädare.
    ///
    /// # Errors
    /// `NotFound`; `Denied` to others than the organisation and the council; `Conflict`; `Invalid`; `Refused` for another name than
    /// approved minutes tell.
    pub async fn correct(&self, request: &Arc<Request>, command: CorrectRepresentative) -> Result<Representative> {
        let grant = self.answering(request, command.id).await?;
        self.db
            .write_within(request, &grant, async |tx| {
                let mut person: Representative = tx.load_at(command.id, command.expected_version).await?;
                // The council first, then the mandate, as who masks a name on it: none is masked or named meanwhile.
                tx.look_up_kept::<Council>(person.council).await?;
                tx.lock::<Membership>(person.membership).await?;
                let others = tx.matching::<Representative>(Representative::on(person.membership)).await?;
                let before = person.name.clone();
                let event = person.correct(command, &others)?;
                if person.name != before {
                    keep_minutes(tx, &person, person.period()).await?;
                    mask_namesakes(tx, &person, others).await?;
                }
                save(tx, person, event).await
            })
            .await
    }

    /// Avsluta uppdrag som företrädare.
    ///
    /// # Errors
    /// As [`Representatives::correct`]; `Refused`.
    pub async fn end(&self, request: &Arc<Request>, command: EndRepresentation) -> Result<Representative> {
        let grant = self.answering(request, command.id).await?;
        self.db
            .write_within(request, &grant, async |tx| {
                let mut person: Representative = tx.load_at(command.id, command.expected_version).await?;
                let before = person.valid_to;
                let event = person.end(command.valid_to, self.db.clock().today())?;
                if let Some(from) = person.valid_to.and_then(|last| last.succ_opt()) {
                    keep_minutes(tx, &person, Period { from, to: before }).await?;
                }
                save(tx, person, event).await
            })
            .await
    }

    /// A name is put right and a representation ended by who may name one.
    async fn answering(&self, request: &Arc<Request>, id: RepresentativeId) -> Result<Grant> {
        let answering = Answering::of(request)?;
        let seen = match self.read().one(request, id).await {
            // A name that is not public any more is not told to who made it so; that it was done is.
            Err(Error::NotFound) => answering.changed_before::<Representative>(&self.db, id).await?,
            seen => seen?,
        };
        answering.at(seen.organisation, seen.council)
    }
}

/// Ends what remains of representations on mandates that have ended, or never begin.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn end_with(tx: &mut Tx, ended: &[Membership]) -> Result<()> {
    for mut person in tx.matching::<Representative>(Representative::on_any(ended)).await? {
        let mandate = ended.iter().find(|mandate| mandate.id == person.membership);
        let last = mandate.and_then(Membership::left_on);
        if let Some(event) = last.and_then(|last| person.end_with_mandate(last)) {
            tx.update(&mut person).await?;
            tx.emit(event);
        }
    }
    Ok(())
}

/// Fits those who were named to sit on `mandate` to its days as it begins, where it was `proposed` for others.
///
/// # Errors
/// `Refused` for one who was to sit from a day that is none of them; `Unavailable`, `Broken`.
pub(crate) async fn refit(tx: &mut Tx, mandate: &Membership, proposed: Period) -> Result<()> {
    for mut person in tx.matching::<Representative>(Representative::on(mandate.id)).await? {
        if person.refit(mandate, proposed)? {
            tx.update(&mut person).await?;
        }
    }
    Ok(())
}

/// Masks the `others` on the mandate who are called as one who is masked.
async fn mask_namesakes(tx: &mut Tx, person: &Representative, others: Vec<Representative>) -> Result<()> {
    let is_namesake = |other: &Representative| other.id != person.id && other.name == person.name;
    for mut other in others.into_iter().filter(|other| person.masked && !other.masked && is_namesake(other)) {
        other.masked = true;
        tx.update(&mut other).await?;
        tx.emit(Event::new("TextMasked", other.id.public()));
    }
    Ok(())
}

/// Refuses another one than approved minutes tell for the person's mandate on `days`.
async fn keep_minutes(tx: &mut Tx, person: &Representative, days: Period) -> Result<()> {
    match presence::told_in_minutes(tx, person.membership, days).await? {
        Some(met_on) => Err(Error::refused(rules::MINUTES_TELL_WHO_SAT, met_on.to_string())),
        None => Ok(()),
    }
}

async fn save(tx: &mut Tx, mut person: Representative, event: Event) -> Result<Representative> {
    tx.update(&mut person).await?;
    tx.emit(event);
    Ok(person)
}
