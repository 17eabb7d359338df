//! What a mandate on a seat is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Error, Period, Result, command,
    command::REASON,
    error::{self, all, both, holds, optional_reason, required_reason},
    id::{CouncilId, CouncilSeatId, IndustryCouncilId, MembershipId, OrganisationId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::{
    body::Body,
    organisation::OrganisationKind,
    seat::{self, CouncilSeat},
};

/// Rules of mandates.
pub mod rules {
    kernel::rules! {
        /// An organisation holds one mandate of a standing at a time in a council.
        MANDATES_OVERLAP:
            "Organisationen har redan en sådan plats under en del av tiden:",
            "The organisation already holds such a seat for a part of that time:";
        /// A seat has one ordinary mandate at a time; detail: the other's days.
        SEAT_IS_TAKEN:
            "Platsen innehas redan under en del av tiden:",
            "The seat is already held for a part of that time:";
        /// A mandate is on a seat of its own council.
        SEAT_IS_ELSEWHERE:
            "Platsen hör inte till det rådet eller branschrådet.",
            "The seat does not belong to that council or industry council.";
        /// A mandate speaks for whom its seat speaks for.
        SEAT_IS_OF_ANOTHER_KIND:
            "Platsen är av ett annat slag. Utelämna slaget, så följer det av platsen.",
            "The seat is of another kind. Leave the kind out, and it follows from the seat.";
        /// The co-opted speak without a vote, and so without a seat.
        ADJUNCT_HAS_NO_SEAT: "Den som adjungeras har ingen plats.", "A co-opted member has no seat.";
        /// A mandate ends on a day it was held.
        END_IS_OUTSIDE_THE_MANDATE:
            "Mandatet kan inte sluta innan det börjar.",
            "The mandate cannot end before it begins.";
        /// Who took part in a meeting held a mandate on its day; detail: the latest such day.
        MANDATE_TOOK_PART_LATER:
            "Mandatet, eller en ersättare för det, deltog i ett möte senare:",
            "The mandate, or a substitute for it, took part in a meeting later:";
    }
}

text_enum! {
    pub enum SeatKind ("Plats: vem den som sitter där talar för.", "Seat: whom it speaks for.") {
        Employer = "EMPLOYER" ("Arbetsgivare", "Employer"),
        IndustryAssociation of OrganisationKind,
        Union = "UNION" ("Facklig organisation", "Union"),
        EducationProvider of OrganisationKind,
        Municipality of OrganisationKind,
        Region of OrganisationKind,
        StateAgency of OrganisationKind,
        University of OrganisationKind,
        SciencePark of OrganisationKind,
        Other of OrganisationKind,
    }
}

text_enum! {
    pub enum Standing ("Ställning.", "Standing.") {
        Member = "MEMBER" ("Ordinarie", "Member"),
        Substitute = "SUBSTITUTE" ("Ersättare", "Substitute", ("räknas när den ordinarie är frånvarande", "counts when the ordinary member is absent")),
        Adjunct = "ADJUNCT" ("Adjungerad", "Co-opted", ("yttrar sig men beslutar inte", "speaks without a vote")),
    }
}

text_enum! {
    pub enum MembershipStatus ("Ledamotskapets status.", "Status of a membership.") {
        Invited = "INVITED" ("Inbjuden", "Invited"),
        Accepted = "ACCEPTED" ("Har tackat ja", "Accepted"),
        Active = "ACTIVE" ("Aktiv", "Active"),
        OnLeave = "ON_LEAVE" ("Tjänstledig", "On leave"),
        Ended = "ENDED" ("Avslutad", "Ended"),
        Declined = "DECLINED" ("Har tackat nej", "Declined"),
    }
}

impl MembershipStatus {
    /// Whether the mandate is held or about to be: someone may be named to sit for the organisation.
    pub const fn takes_representatives(self) -> bool {
        matches!(self, Self::Accepted | Self::Active | Self::OnLeave)
    }
}

text_enum! {
    /// Steg i ett ledamotskaps livslopp.
    pub enum MembershipVerb {
        Accept = "accept" ("tacka ja", "accept"),
        Decline = "decline" ("tacka nej", "decline"),
        StartMandate = "startMandate" ("påbörja mandat", "start the mandate"),
        Leave = "leave" ("ta ledigt", "go on leave"),
        Return = "return" ("återkomma", "return"),
        EndMandate = "endMandate" ("avsluta mandat", "end the mandate"),
    }
}

/// The state machine. A mandate may run out during a leave, too; until it begins, who has accepted may still decline.
pub const TRANSITIONS: &[Step<MembershipStatus, MembershipVerb>] = {
    use MembershipStatus as S;
    use MembershipVerb as V;
    &[
        (S::Invited, V::Accept, S::Accepted),
        (S::Invited, V::Decline, S::Declined),
        (S::Accepted, V::StartMandate, S::Active),
        (S::Accepted, V::Decline, S::Declined),
        (S::Active, V::Leave, S::OnLeave),
        (S::Active, V::EndMandate, S::Ended),
        (S::OnLeave, V::Return, S::Active),
        (S::OnLeave, V::EndMandate, S::Ended),
    ]
};

/// Ledamotskap.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Id.
    pub id: MembershipId,
    /// Version.
    pub version: i32,
    /// The council, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council, where the mandate is in one.
    pub industry_council: Option<IndustryCouncilId>,
    /// The organisation that holds the seat.
    pub organisation: OrganisationId,
    /// The seat: every ordinary mandate has one; a substitute has that of the one substituted, or none where for anyone.
    pub council_seat: Option<CouncilSeatId>,
    /// Whom the seat speaks for.
    pub seat: SeatKind,
    /// Member, substitute or co-opted.
    pub standing: Standing,
    /// Status.
    pub status: MembershipStatus,
    /// The mandate's first day; a proposal until the mandate starts.
    pub mandate_from: NaiveDate,
    /// The mandate's last day; open when absent.
    pub mandate_to: Option<NaiveDate>,
    /// The day of the invitation, where it is noted.
    pub invited_on: Option<NaiveDate>,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
}

command! {
    pub struct InviteMember as "InviteMemberInput" ("Bjud in till råd.", "Invite to a council.") {
        council: CouncilId as "councilId" ("Råd: rådet, eller branschrådets överordnade.", "Council: the council, or the industry council's parent."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: där platsen är i ett.", "Industry council: where the seat is in one."),
        organisation: OrganisationId as "organisationId" ("Organisation.", "Organisation."),
        council_seat: Option<CouncilSeatId> as "councilSeatId"
            ("Rådsplats: för en ersättare den ordinaries, och ingen för den som ersätter vem som helst. En ordinarie får annars den plats som organisationen hade senast, eller en ny.",
             "Council seat: for a substitute the ordinary member's, and none for one who substitutes for anyone. A member otherwise has the seat that the organisation had last, or a new one."),
        seat: Option<SeatKind> as "seat"
            ("Plats: vem den talar för. Anges där ingen rådsplats är angiven.", "Seat: whom it speaks for. Stated where no council seat is."),
        standing: Standing as "standing" ("Ställning.", "Standing."),
        mandate_from: NaiveDate as "mandateFrom" ("Föreslaget mandat från och med.", "Proposed mandate from."),
        mandate_to: Option<NaiveDate> as "mandateTo"
            ("Föreslaget mandat till och med; öppet när den saknas.", "Proposed mandate to; open when absent."),
    }
}

command! {
    pub struct AcceptInvitation as "AcceptInvitationInput" ("Tacka ja till plats.", "Accept a seat.")
        of MembershipId, ("Platsen.", "The seat.") {}
}

command! {
    pub struct DeclineInvitation as "DeclineInvitationInput" ("Tacka nej till plats.", "Decline a seat.")
        of MembershipId, ("Platsen.", "The seat.") {
        reason: Option<String> as "reason" [REASON] ("Skäl; behöver inte anges.", "Reason; need not be given."),
    }
}

command! {
    pub struct StartMandate as "StartMandateInput" ("Påbörja mandat.", "Start a mandate.")
        of MembershipId, ("Platsen.", "The seat.") {
        mandate_from: Option<NaiveDate> as "mandateFrom"
            ("Mandat från och med; som föreslaget när den saknas.", "Mandate from; as proposed when absent."),
        mandate_to: Option<NaiveDate> as "mandateTo"
            ("Mandat till och med: anges tillsammans med första dagen; öppet när den saknas där.",
             "Mandate to: given together with the first day; open when absent there."),
    }
}

impl StartMandate {
    /// The mandate it states, if it states one.
    ///
    /// # Errors
    /// `Invalid` when it ends before it begins, or for a last day without the first.
    pub fn mandate(&self) -> Result<Option<Period>> {
        match (self.mandate_from, self.mandate_to) {
            (Some(from), to) => Period::new("mandateTo", from, to).map(Some),
            (None, Some(_)) => Err(Error::invalid("mandateFrom", error::rules::FIELD_IS_REQUIRED)),
            (None, None) => Ok(None),
        }
    }
}

command! {
    pub struct TakeLeave as "TakeLeaveInput" ("Ta ledigt från plats.", "Take leave from a seat.")
        of MembershipId, ("Platsen.", "The seat.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct ReturnFromLeave as "ReturnFromLeaveInput" ("Återkom till plats.", "Return to a seat.")
        of MembershipId, ("Platsen.", "The seat.") {}
}

command! {
    pub struct EndMandate as "EndMandateInput" ("Avsluta mandat.", "End a mandate.")
        of MembershipId, ("Platsen.", "The seat.") {
        on: Option<NaiveDate> as "on" ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
        reason: String as "reason" [REASON]
            ("Skäl, t.ex. att den har avsagt sig eller ersatts.", "Reason, e.g. resigned or replaced."),
    }
}

impl Membership {
    /// An invitation to `body` on `today`, to `seat` where it is to one; `others` are the mandates that the organisation and the
    /// seat have had there.
    ///
    /// # Errors
    /// `Refused` by a seat that is not there, or an overlapping mandate; `Invalid` naming the field.
    pub fn invite(
        id: MembershipId,
        command: InviteMember,
        body: Body,
        seat: Option<&CouncilSeat>,
        others: &[Self],
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let mandate = Period::new("mandateTo", command.mandate_from, command.mandate_to);
        let is_adjunct = command.standing == Standing::Adjunct;
        let placed = all([
            holds(seat.is_none_or(|seat| seat.body() == body), "councilSeatId", rules::SEAT_IS_ELSEWHERE),
            holds(seat.is_none() || !is_adjunct, "councilSeatId", rules::ADJUNCT_HAS_NO_SEAT),
        ]);
        let kind = match (seat.map(|seat| seat.kind), command.seat) {
            (Some(kind), Some(stated)) if stated != kind => Err(Error::invalid("seat", rules::SEAT_IS_OF_ANOTHER_KIND)),
            (Some(kind), _) | (None, Some(kind)) => Ok(kind),
            (None, None) => Err(Error::invalid("seat", error::rules::FIELD_IS_REQUIRED)),
        };
        let (_, (mandate, kind)) = both(placed, both(mandate, kind))?;
        let invited = Self {
            id,
            version: 1,
            council: body.council,
            industry_council: body.industry_council,
            organisation: command.organisation,
            council_seat: seat.map(|seat| seat.id),
            seat: kind,
            standing: command.standing,
            status: MembershipStatus::Invited,
            mandate_from: mandate.from,
            mandate_to: mandate.to,
            invited_on: Some(today),
            status_reason: None,
        };
        invited.require_open(seat)?;
        invited.require_alone(others)?;
        Ok((invited, Event::new("MemberInvited", id.public())))
    }

    /// The organisation takes the seat.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn accept(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Accept)?;
        Ok(self.enter(to, "InvitationAccepted", None))
    }

    /// The organisation declines the seat; it need not say why.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a reason that is too long.
    pub fn decline(&mut self, reason: Option<&str>) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Decline)?;
        let reason = optional_reason(reason)?;
        Ok(self.enter(to, "InvitationDeclined", reason))
    }

    /// The mandate begins on its `seat`, for `mandate` or else as proposed; `others` as in [`Membership::invite`].
    ///
    /// # Errors
    /// `Refused` for a wrong transition, by a seat that is not there, or an overlapping mandate.
    pub fn start_mandate(
        &mut self,
        mandate: Option<Period>,
        seat: Option<&CouncilSeat>,
        others: &[Self],
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::StartMandate)?;
        let proposed = self.mandate();
        let mandate = mandate.unwrap_or(proposed);
        (self.mandate_from, self.mandate_to) = (mandate.from, mandate.to);
        if let Err(refusal) = self.require_open(seat).and_then(|()| self.require_alone(others)) {
            (self.mandate_from, self.mandate_to) = (proposed.from, proposed.to);
            return Err(refusal);
        }
        Ok(self.enter(to, "MandateStarted", None))
    }

    /// Goes on leave, with a reason; the mandate runs on.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason.
    pub fn leave(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Leave)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "MemberWentOnLeave", Some(reason)))
    }

    /// Comes back from leave.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn return_from_leave(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::Return)?;
        Ok(self.enter(to, "MemberReturned", None))
    }

    /// The mandate ends after `last`, its last day: expired, resigned or replaced. `met` is the latest day on which it took part in
    /// a meeting.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, or when it took part later; `Invalid` without the reason or for a day outside the mandate.
    pub fn end_mandate(&mut self, last: NaiveDate, met: Option<NaiveDate>, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, MembershipVerb::EndMandate)?;
        let reason = required_reason(reason)?;
        if last < self.mandate_from {
            return Err(Error::invalid("on", rules::END_IS_OUTSIDE_THE_MANDATE));
        }
        if let Some(met) = met.filter(|met| last < *met) {
            return Err(Error::refused(rules::MANDATE_TOOK_PART_LATER, met.to_string()));
        }
        // A mandate that has run out keeps its own last day: ending it notes what is true already.
        self.mandate_to = Some(self.mandate_to.map_or(last, |to| to.min(last)));
        Ok(self.enter(to, "MandateEnded", Some(reason)))
    }

    /// Where it is.
    pub fn body(&self) -> Body {
        Body { council: self.council, industry_council: self.industry_council }
    }

    /// The mandate's days.
    pub fn mandate(&self) -> Period {
        Period { from: self.mandate_from, to: self.mandate_to }
    }

    /// The last day that anyone sits for it, where it is over: before its first where it was declined.
    pub(crate) fn left_on(&self) -> Option<NaiveDate> {
        match self.status {
            MembershipStatus::Declined => self.mandate_from.pred_opt(),
            _ => self.mandate_to,
        }
    }

    /// Whether nobody else holds its seat on its days: an ordinary mandate, from the invitation on.
    pub fn claims_seat(&self) -> bool {
        self.standing == Standing::Member && self.status != MembershipStatus::Declined
    }

    /// Whether the seat was held on `day`. See also [`Membership::as_of`], the same as a filter.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        use MembershipStatus as S;
        matches!(self.status, S::Active | S::OnLeave | S::Ended) && self.mandate().contains(day)
    }

    /// Refuses a seat that is not there on all of the mandate's days.
    fn require_open(&self, seat: Option<&CouncilSeat>) -> Result<()> {
        let Some(seat) = seat else { return Ok(()) };
        if self.mandate_from < seat.opened_on {
            return Err(Error::refused(seat::rules::SEAT_IS_NOT_OPEN_YET, seat.opened_on.to_string()));
        }
        match seat.closed_on {
            Some(last) if self.mandate_to.is_none_or(|to| last < to) => {
                Err(Error::refused(seat::rules::SEAT_IS_CLOSED, last.to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Refuses when another mandate of the same organisation and standing in this body shares a day, or another ordinary one on
    /// the seat.
    fn require_alone(&self, others: &[Self]) -> Result<()> {
        let sharing = others.iter().filter(|other| {
            other.id != self.id
                && other.body() == self.body()
                && other.status != MembershipStatus::Declined
                && other.mandate().overlaps(&self.mandate())
        });
        for other in sharing {
            let days = other.mandate().to_string();
            if other.organisation == self.organisation && other.standing == self.standing {
                return Err(Error::refused(rules::MANDATES_OVERLAP, days));
            }
            let is_on_the_seat = self.council_seat.is_some() && other.council_seat == self.council_seat;
            if is_on_the_seat && self.claims_seat() && other.claims_seat() {
                return Err(Error::refused(rules::SEAT_IS_TAKEN, days));
            }
        }
        Ok(())
    }

    fn enter(&mut self, to: MembershipStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
mod tests;
