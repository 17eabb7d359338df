//! What a session is.

use kernel::{
    Command, Error, Period, Result, Timestamp, command,
    command::line,
    error::{Detail, rules as common},
    id::{CouncilId, HubId, OccasionId, OrganisationId, ProjectId, SessionId},
    swedish_day,
    swedish_time::swedish,
    text::sort_key,
};
use store::Event;

use crate::{effort::Delivery, occasion::Occasion};

/// Rules of sessions.
pub mod rules {
    kernel::rules! {
        /// Sessions of one occasion do not overlap; detail: the session in the way.
        SESSIONS_OVERLAP:
            "Kurstillfället krockar med ett annat i samma tillfälle.",
            "The session overlaps another of the same occasion.";
        /// One room of a provider holds one session at a time; detail: the day.
        ROOM_IS_TAKEN:
            "Anordnaren har ett annat kurstillfälle i lokalen då.",
            "The provider has another session in the room then.";
        /// A session lies within its occasion's days; detail: the session's day, where it is the occasion's that are changed.
        SESSION_IS_OUTSIDE_THE_OCCASION:
            "Kurstillfället ligger utanför tillfällets dagar.",
            "The session lies outside the occasion's days.";
        /// An occasion that is over or cancelled gets no session.
        OCCASION_IS_OVER: "Tillfället är avslutat eller inställt.", "The occasion is finished or cancelled.";
    }
}

/// Kurstillfälle. Never changed: what was planned is part of the record. Who gives it is its occasion's, which a contract may say later.
#[derive(Clone, Debug)]
pub struct Session {
    /// Id.
    pub id: SessionId,
    /// The occasion.
    pub occasion: OccasionId,
    /// The occasion's hub, copied so that the reach is the occasion's.
    pub hub: HubId,
    /// The occasion's council, copied.
    pub council: CouncilId,
    /// The occasion's project, copied.
    pub project: Option<ProjectId>,
    /// The occasion's provider, copied.
    pub provider: Option<OrganisationId>,
    /// Starts at.
    pub starts_at: Timestamp,
    /// Ends at, later than the start.
    pub ends_at: Timestamp,
    /// Room or link, at most 200 characters.
    pub place: Option<String>,
    /// Delivery.
    pub delivery: Delivery,
}

command! {
    pub struct AddSession as "AddSessionInput" ("Lägg till kurstillfälle.", "Add a session.") {
        occasion: OccasionId as "occasionId" ("Tillfälle.", "Occasion."),
        starts_at: Timestamp as "startsAt" ("Början.", "Start."),
        ends_at: Timestamp as "endsAt" ("Slut.", "End."),
        place: Option<String> as "place" [line(200)] ("Lokal eller länk.", "Room or link."),
        delivery: Option<Delivery> as "delivery"
            ("Genomförandeform; tillfällets när den saknas.", "Delivery; the occasion's when absent."),
    }
}

impl Session {
    /// A session of `occasion` beside `others` of the same occasion and those that its provider gives `elsewhere` meanwhile.
    ///
    /// # Errors
    /// `Refused` for an overlap, a room that is taken or an occasion that is over; `Invalid` naming the field.
    pub fn add(
        id: SessionId,
        occasion: &Occasion,
        others: &[Self],
        elsewhere: &[Self],
        command: AddSession,
    ) -> Result<(Self, Event)> {
        if occasion.is_over() {
            return Err(Error::refused(rules::OCCASION_IS_OVER, occasion.status.label()));
        }
        let command = command.checked()?;
        if command.ends_at <= command.starts_at {
            let begins = swedish(command.starts_at).format("%Y-%m-%d %H:%M");
            let detail = Detail { sv: format!("början är {begins}"), en: format!("the beginning is {begins}") };
            return Err(Error::invalid_with("endsAt", common::PERIOD_IS_REVERSED, detail));
        }
        let days = occasion.period();
        if !days.contains(swedish_day(command.starts_at)) || !days.contains(swedish_day(command.ends_at)) {
            return Err(Error::invalid("startsAt", rules::SESSION_IS_OUTSIDE_THE_OCCASION));
        }
        // One may begin the instant another ends.
        let overlaps = |o: &&Self| o.starts_at < command.ends_at && command.starts_at < o.ends_at;
        if let Some(other) = others.iter().find(overlaps) {
            return Err(Error::refused(rules::SESSIONS_OVERLAP, swedish_day(other.starts_at).to_string()));
        }
        let delivery = command.delivery.unwrap_or(occasion.delivery);
        let room = room_of(delivery, command.place.as_deref());
        let is_there = |o: &&Self| {
            let own = occasion.provider.is_some() && o.provider == occasion.provider;
            own && o.room() == room
        };
        let taken = elsewhere.iter().filter(overlaps).find(is_there);
        if let Some(other) = taken.filter(|_| room.is_some()) {
            return Err(Error::refused(rules::ROOM_IS_TAKEN, swedish_day(other.starts_at).to_string()));
        }
        let session = Self {
            id,
            occasion: occasion.id,
            hub: occasion.hub,
            council: occasion.council,
            project: occasion.project,
            provider: occasion.provider,
            starts_at: command.starts_at,
            ends_at: command.ends_at,
            place: command.place,
            delivery,
        };
        let event = Event::new("SessionAdded", id.public());
        Ok((session, event))
    }

    /// Whether it begins and ends within these days.
    pub(crate) fn lies_within(&self, days: &Period) -> bool {
        days.contains(swedish_day(self.starts_at)) && days.contains(swedish_day(self.ends_at))
    }

    /// The room that it is in.
    pub(super) fn room(&self) -> Option<String> {
        room_of(self.delivery, self.place.as_deref())
    }

    /// Whether its provider has it in one room with a session of another occasion at the same time.
    pub(super) fn shares_a_room_with(&self, other: &Self) -> bool {
        let is_meanwhile = self.starts_at < other.ends_at && other.starts_at < self.ends_at;
        let is_theirs = self.provider.is_some() && self.provider == other.provider;
        let is_one_room = self.room().is_some_and(|room| other.room() == Some(room));
        is_meanwhile && is_theirs && is_one_room && self.occasion != other.occasion
    }
}

/// The room, however it is written; a link is no room.
fn room_of(delivery: Delivery, place: Option<&str>) -> Option<String> {
    place.filter(|_| delivery != Delivery::Distance).map(sort_key)
}

#[cfg(test)]
mod tests {
    use kernel::{Id, id::SequentialIds};

    use super::*;
    use crate::occasion::{
        OccasionStatus,
        fixture::{day, occasion},
    };

    fn at(date: u32, hour: u32) -> Timestamp {
        day(date).and_hms_opt(hour, 0, 0).expect("a time").and_utc()
    }

    fn add(occasion: &Occasion, others: &[Session], from: Timestamp, to: Timestamp) -> Result<Session> {
        let ids = SequentialIds::starting_at(500);
        let command = AddSession { occasion: occasion.id, starts_at: from, ends_at: to, place: None, delivery: None };
        Session::add(Id::new(&ids), occasion, others, &[], command).map(|(session, _)| session)
    }

    #[test]
    fn sessions_of_one_occasion_do_not_overlap() -> Result<()> {
        let occasion = occasion(10);
        let first = add(&occasion, &[], at(3, 9), at(3, 12))?;
        let others = [first];
        for (from, to) in [(8, 10), (10, 11), (11, 13), (8, 13), (9, 12)] {
            let clash = add(&occasion, &others, at(3, from), at(3, to));
            assert!(matches!(clash, Err(Error::Refused { rule: rules::SESSIONS_OVERLAP, .. })), "{from}–{to}");
        }
        add(&occasion, &others, at(3, 12), at(3, 15))?;
        add(&occasion, &others, at(3, 8), at(3, 9))?;
        Ok(())
    }

    #[test]
    fn a_room_of_a_provider_holds_one_session_at_a_time() {
        let ids = SequentialIds::starting_at(700);
        let mut own = occasion(10);
        own.provider = Some(Id::new(&ids));
        let held = Session { place: Some("Sal 1".into()), ..add(&own, &[], at(3, 9), at(3, 12)).expect("a session") };
        let put = |occasion: &Occasion, place: Option<&str>, delivery: Delivery, from: u32| {
            let place = place.map(str::to_owned);
            let (starts_at, ends_at) = (at(3, from), at(3, from + 2));
            let command = AddSession { occasion: occasion.id, starts_at, ends_at, place, delivery: Some(delivery) };
            Session::add(Id::new(&ids), occasion, &[], std::slice::from_ref(&held), command)
        };
        for place in ["Sal 1", "SAL 1"] {
            let taken = put(&own, Some(place), Delivery::Place, 10);
            assert!(matches!(taken, Err(Error::Refused { rule: rules::ROOM_IS_TAKEN, .. })), "{place}: {taken:?}");
        }
        assert!(put(&own, Some("Sal 1"), Delivery::Place, 12).is_ok(), "it begins when the other ends");
        assert!(put(&own, Some("Sal 2"), Delivery::Place, 10).is_ok());
        assert!(put(&own, None, Delivery::Place, 10).is_ok());
        assert!(put(&own, Some("Sal 1"), Delivery::Distance, 10).is_ok(), "a link");
        let other = Occasion { provider: Some(Id::new(&ids)), ..own.clone() };
        assert!(put(&other, Some("Sal 1"), Delivery::Place, 10).is_ok(), "another provider's");
    }

    #[test]
    fn a_session_lies_within_its_occasion() {
        let mut occasion = occasion(10);
        assert!(matches!(add(&occasion, &[], at(1, 9), at(1, 12)), Err(Error::Invalid { .. })));
        assert!(matches!(add(&occasion, &[], at(20, 9), at(21, 1)), Err(Error::Invalid { .. })));
        assert!(
            matches!(add(&occasion, &[], at(20, 19), at(20, 23)), Err(Error::Invalid { .. })),
            "the 21st in Sweden"
        );
        assert!(matches!(add(&occasion, &[], at(3, 9), at(3, 9)), Err(Error::Invalid { .. })));
        occasion.status = OccasionStatus::Cancelled;
        assert!(matches!(add(&occasion, &[], at(3, 9), at(3, 12)), Err(Error::Refused { .. })));
    }
}
