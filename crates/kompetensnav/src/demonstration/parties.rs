//! Organisations with their names, and councils with their seats.

use chrono::NaiveDate;
use councils::{
    Council, CouncilSeat, Membership, Organisation, OrganisationName, WorkforceSnapshot,
    council::{CouncilKind, CouncilStatus},
    membership::{MembershipStatus, SeatKind, Standing},
    organisation::OrganisationKind,
};
use industry_councils::{IndustryCouncil, industry_council::IndustryCouncilStatus};
use kernel::{
    Id, OrganisationNumber, Result,
    id::{CouncilId, CouncilSeatId, IndustryCouncilId, MembershipId, OrganisationId},
};
use taxonomy::Scheme;

use super::{
    draw::later,
    world::{World, code, day, noon},
};

/// Where the invented workforce figures come from.
const INVENTED: &str = "Demonstrationsuppgift, påhittad";

/// Whether a row tells of something real (a fact of a seed) or is invented.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Real,
    Invented,
}

/// An organisation about to be made.
pub(super) struct Party<'a> {
    pub(super) name: &'a str,
    pub(super) kind: OrganisationKind,
    pub(super) sni: Option<&'a str>,
    pub(super) municipality: Option<&'a str>,
    /// Only numbers that are certain: the four public bodies'.
    pub(super) number: Option<&'a str>,
    pub(super) origin: Origin,
}

impl<'a> Party<'a> {
    pub(super) fn new(name: &'a str, kind: OrganisationKind, municipality: &'a str, origin: Origin) -> Self {
        Self { name, kind, sni: None, municipality: Some(municipality), number: None, origin }
    }

    /// An invented company.
    pub(super) fn company(name: &'a str, sni: &'a str, municipality: &'a str) -> Self {
        Self { sni: Some(sni), ..Self::new(name, OrganisationKind::Company, municipality, Origin::Invented) }
    }
}

/// A seat from a first to a perhaps open last day.
pub(super) struct Seat {
    pub(super) organisation: OrganisationId,
    pub(super) kind: SeatKind,
    pub(super) standing: Standing,
    pub(super) status: MembershipStatus,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
    pub(super) reason: Option<&'static str>,
}

impl Seat {
    /// A member's running mandate.
    pub(super) fn member(organisation: OrganisationId, kind: SeatKind, from: NaiveDate) -> Self {
        let (standing, status) = (Standing::Member, MembershipStatus::Active);
        Self { organisation, kind, standing, status, from, to: None, reason: None }
    }
}

impl World {
    /// Registers an organisation and its first name.
    ///
    /// # Errors
    /// `Broken` for a code or number that is none.
    pub(super) fn organisation(&mut self, party: &Party<'_>) -> Result<OrganisationId> {
        let id = self.id();
        let since = day(2010, 1, 1);
        self.organisations.push(Organisation {
            id,
            version: 1,
            number: party.number.map(OrganisationNumber::parse).transpose()?,
            name: party.name.to_owned(),
            kind: party.kind,
            sni: party.sni.map(|sni| code(Scheme::Sni2007, sni)).transpose()?,
            municipality: party.municipality.map(|place| code(Scheme::Municipality, place)).transpose()?,
            demonstration: party.origin == Origin::Invented,
            created_at: noon(since),
        });
        let name = party.name.to_owned();
        self.names.push(OrganisationName {
            id: self.id(),
            version: 1,
            organisation: id,
            name,
            valid_from: since,
            valid_to: None,
        });
        Ok(id)
    }

    /// A new name from a day on.
    pub(super) fn rename(&mut self, organisation: OrganisationId, name: &str, from: NaiveDate) {
        let present = self.names.iter_mut().rfind(|row| row.organisation == organisation);
        if let Some(present) = present {
            present.valid_to = from.pred_opt();
        }
        if let Some(row) = self.organisations.iter_mut().find(|row| row.id == organisation) {
            name.clone_into(&mut row.name);
            row.version += 1;
        }
        self.names.push(OrganisationName {
            id: self.id(),
            version: 1,
            organisation,
            name: name.to_owned(),
            valid_from: from,
            valid_to: None,
        });
    }

    /// A dated workforce figure.
    pub(super) fn workforce(&mut self, organisation: OrganisationId, on: NaiveDate, women: i32, men: i32) {
        self.workforce.push(WorkforceSnapshot {
            id: self.id(),
            organisation,
            counted_on: on,
            women,
            men,
            others: 0,
            source: Some(INVENTED.to_owned()),
            created_at: noon(on),
        });
    }

    /// An active council with a decided charter.
    ///
    /// # Errors
    /// `Broken` for a region that is none.
    pub(super) fn council(
        &mut self,
        kind: CouncilKind,
        name: &str,
        region: Option<&str>,
        charter_on: NaiveDate,
        origin: Origin,
    ) -> Result<CouncilId> {
        use chrono::Datelike;
        let id = self.id();
        self.councils.push(Council {
            id,
            version: 2,
            kind,
            name: name.to_owned(),
            status: CouncilStatus::Active,
            parent: None,
            industry_council: None,
            region: region.map(|region| code(Scheme::Region, region)).transpose()?,
            founded_year: Some(charter_on.year()),
            charter_on: Some(charter_on),
            dissolved_on: None,
            dissolution_reference: None,
            dissolution: None,
            demonstration: origin == Origin::Invented,
            created_at: noon(charter_on),
        });
        Ok(id)
    }

    /// A mandate on a seat in a council.
    pub(super) fn seat(&mut self, council: CouncilId, seat: Seat) {
        let id = self.id();
        let is_ordinary = seat.standing == Standing::Member && seat.status != MembershipStatus::Declined;
        let council_seat = if is_ordinary { self.place(council, &seat, id) } else { None };
        let is_invited = seat.status == MembershipStatus::Invited;
        self.seats.push(Membership {
            id,
            version: 3,
            council,
            industry_council: None,
            organisation: seat.organisation,
            council_seat,
            invited_on: is_invited.then(|| later(self.today, -21)),
            seat: seat.kind,
            standing: seat.standing,
            status: seat.status,
            mandate_from: seat.from,
            mandate_to: seat.to,
            status_reason: seat.reason.map(str::to_owned),
        });
    }

    /// A seat of the kind that has been left, or else a new one, which has the id of the first mandate on it: no other row's id
    /// moves for it.
    fn place(&mut self, council: CouncilId, seat: &Seat, first: MembershipId) -> Option<CouncilSeatId> {
        let is_left = |place: &&CouncilSeat| {
            let mut mandates = self.seats.iter().filter(|mandate| mandate.council_seat == Some(place.id));
            place.council == council
                && place.kind == seat.kind
                && mandates.all(|mandate| mandate.mandate_to.is_some_and(|to| to < seat.from))
        };
        if let Some(left) = self.places.iter().find(is_left) {
            return Some(left.id);
        }
        let id = Id::from_stored(first.as_str()).ok()?;
        let of_kind = self.places.iter().filter(|place| place.council == council && place.kind == seat.kind).count();
        self.places.push(CouncilSeat {
            id,
            version: 1,
            council,
            industry_council: None,
            kind: seat.kind,
            name: designation(of_kind),
            opened_on: seat.from,
            closed_on: None,
        });
        Some(id)
    }

    /// An active industry council under a council, by that council's decision.
    ///
    /// # Errors
    /// `Broken` for a code that is none.
    pub(super) fn industry_council(
        &mut self,
        council: CouncilId,
        name: &str,
        sni: &[&str],
        established_on: NaiveDate,
    ) -> Result<IndustryCouncilId> {
        let id = self.id();
        self.industry_councils.push(IndustryCouncil {
            id,
            version: 2,
            council,
            name: name.to_owned(),
            status: IndustryCouncilStatus::Active,
            sni: sni.iter().map(|sni| code(Scheme::Sni2007, sni)).collect::<Result<Vec<_>>>()?,
            established_on: Some(established_on),
            decision_reference: Some(format!("Protokoll {established_on}, § 5")),
            decision: None,
            dissolved_on: None,
            dissolution_reference: None,
            dissolution: None,
            demonstration: true,
        });
        Ok(id)
    }
}

/// What tells a seat from `others` of its kind that its body has already; the first of them is told by its kind.
pub(super) fn designation(others: usize) -> Option<String> {
    (others > 0).then(|| format!("Plats {}", others + 1))
}
