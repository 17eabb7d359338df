//! Mandat och röster som öppna data: who holds which seat, and how it was voted, by Popolo.
//!
//! | here | in Popolo |
//! | --- | --- |
//! | the council, those above it, organisations that hold mandates | `organizations`; what the last were called before, `other_names` |
//! | a representative whose name is published | `persons` |
//! | a seat | `posts` |
//! | the days that a published representative sits; a mandate without a published name | `memberships` |
//! | a year of the council's minutes | a legislative session among `events` |
//! | a proposal in approved minutes | `motions`, and `vote_events` where it was settled |
//!
//! A motion's `result` is what the meeting decided. What has become of the decision since stands beside it, as `status`, which is
//! ours: Popolo has no name for it.
//!
//! A vote is the mandate's, and so the organisation's: whoever sat there is told by the memberships of that day.

use std::collections::HashMap;

use councils::{
    Council, CouncilMeeting, CouncilSeat, Membership, Organisation, OrganisationName, Representative,
    meeting::{
        agenda::AgendaItem,
        decision::{CouncilDecision, CouncilDecisionStatus},
        vote::{DecisionVote, VoteChoice},
    },
};
use kernel::id::{AgendaItemId, CouncilMeetingId};
use serde_json::{Value, json};

use super::{Assembly, CC0, instant, last_day};

/// What a council's file is made of. All of it is everyone's.
pub struct Roll<'r> {
    /// Where the file is.
    pub address: &'r str,
    /// The council.
    pub assembly: &'r Assembly,
    /// The council above it.
    pub parent: Option<&'r Council>,
    /// Those that hold or have held its mandates.
    pub organisations: &'r [Organisation],
    /// What those have been called, each one's in the order of their days.
    pub names: &'r [OrganisationName],
    /// Its seats.
    pub seats: &'r [CouncilSeat],
    /// Its mandates that are or were held.
    pub mandates: &'r [Membership],
    /// Who has sat, as far as names are published.
    pub representatives: &'r [Representative],
    /// The year whose minutes are in it, where there are any.
    pub year: Option<Year<'r>>,
}

/// A year of a council's approved minutes.
pub struct Year<'r> {
    /// The year.
    pub year: i32,
    /// The latest year before it with minutes.
    pub earlier: Option<i32>,
    /// Its meetings.
    pub meetings: &'r [CouncilMeeting],
    /// Their items.
    pub items: &'r [AgendaItem],
    /// What was proposed at them.
    pub decisions: &'r [CouncilDecision],
    /// How it was voted.
    pub votes: &'r [DecisionVote],
}

impl Roll<'_> {
    /// The file.
    pub fn document(&self) -> Value {
        let mut document = json!({
            "meta": { "license": CC0 },
            "organizations": self.organizations(),
            "persons": self.representatives.iter().map(person).collect::<Vec<_>>(),
            "posts": self.seats.iter().map(|seat| self.post(seat)).collect::<Vec<_>>(),
            "memberships": self.memberships(),
            "events": [],
            "motions": [],
            "vote_events": [],
        });
        if let Some(year) = &self.year {
            document["meta"]["year"] = year.year.into();
            if let Some(earlier) = year.earlier {
                document["meta"]["earlier"] = format!("{}?ar={earlier}", self.address).into();
            }
            document["events"] = json!([self.session(year)]);
            document["motions"] = self.motions(year);
            document["vote_events"] = self.vote_events(year);
        }
        document
    }

    fn organizations(&self) -> Vec<Value> {
        let own = match self.assembly {
            Assembly::Council(council) => {
                let mut told = organization(&council.id.public(), &council.name, council.kind.label().sv);
                if let Some(year) = council.founded_year {
                    told["founding_date"] = format!("{year:04}").into();
                }
                told["parent_id"] = council.parent.map(|id| id.public()).into();
                told
            }
            Assembly::Branch(branch) => {
                let mut told = organization(&branch.id.public(), &branch.name, "Branschråd");
                told["founding_date"] = branch.established_on.map(|day| day.to_string()).into();
                told["parent_id"] = branch.council.public().into();
                told
            }
        };
        let parent = self.parent.map(|parent| organization(&parent.id.public(), &parent.name, parent.kind.label().sv));
        let members = self.organisations.iter().map(|one| self.member(one));
        std::iter::once(own).chain(parent).chain(members).collect()
    }

    /// With what it was called before, and when: a vote was that organisation's by its name of the day.
    fn member(&self, one: &Organisation) -> Value {
        let mut told = organization(&one.id.public(), &one.name, one.kind.label().sv);
        let earlier = self.names.iter().filter(|name| name.organisation == one.id);
        let earlier = earlier.filter_map(|name| {
            let last = name.valid_to?;
            Some(json!({ "name": name.name, "start_date": name.valid_from.to_string(), "end_date": last.to_string() }))
        });
        let earlier: Vec<Value> = earlier.collect();
        if !earlier.is_empty() {
            told["other_names"] = earlier.into();
        }
        told
    }

    fn post(&self, seat: &CouncilSeat) -> Value {
        let kind = seat.kind.label().sv;
        json!({
            "id": seat.id.public(),
            "label": seat.name.as_deref().unwrap_or(kind),
            "role": kind,
            "organization_id": self.assembly.public(),
            "start_date": seat.opened_on.to_string(),
            "end_date": seat.closed_on.map(|day| day.to_string()),
        })
    }

    fn memberships(&self) -> Vec<Value> {
        let mut sitting: HashMap<&str, Vec<&Representative>> = HashMap::new();
        for one in self.representatives {
            sitting.entry(one.membership.as_str()).or_default().push(one);
        }
        let of_mandate = |mandate: &Membership| {
            let own = |id: String| {
                json!({
                    "id": id,
                    "role": mandate.standing.label().sv,
                    "organization_id": self.assembly.public(),
                    "on_behalf_of_id": mandate.organisation.public(),
                    "post_id": mandate.council_seat.map(|seat| seat.public()),
                })
            };
            let named = sitting.get(mandate.id.as_str());
            let people = named.into_iter().flatten().map(|one| {
                let mut told = own(one.id.public());
                told["person_id"] = one.id.public().into();
                told["start_date"] = one.valid_from.to_string().into();
                told["end_date"] = last_day(one, mandate).map(|day| day.to_string()).into();
                told
            });
            let nameless = named.is_none().then(|| {
                let mut told = own(mandate.id.public());
                told["member"] = json!({ "id": mandate.organisation.public() });
                told["start_date"] = mandate.mandate_from.to_string().into();
                told["end_date"] = mandate.mandate_to.map(|day| day.to_string()).into();
                told
            });
            people.chain(nameless).collect::<Vec<_>>()
        };
        self.mandates.iter().flat_map(of_mandate).collect()
    }

    fn session(&self, year: &Year<'_>) -> Value {
        json!({
            "id": self.session_id(year),
            "name": year.year.to_string(),
            "classification": "legislative session",
            "organization_id": self.assembly.public(),
            "start_date": format!("{:04}-01-01", year.year),
            "end_date": format!("{:04}-12-31", year.year),
        })
    }

    fn session_id(&self, year: &Year<'_>) -> String {
        format!("{}-{}", self.assembly.public(), year.year)
    }

    fn motions(&self, year: &Year<'_>) -> Value {
        let items: HashMap<AgendaItemId, &AgendaItem> = year.items.iter().map(|item| (item.id, item)).collect();
        let meetings = by_id(year);
        let told = year.decisions.iter().map(|decision| {
            let item = items.get(&decision.item);
            let paragraph = item.and_then(|item| Some(format!("§ {}/{}", item.paragraph?, item.paragraph_year?)));
            json!({
                "id": decision.id.public(),
                "organization_id": self.assembly.public(),
                "legislative_session_id": self.session_id(year),
                "identifier": paragraph,
                "classification": item.map(|item| item.kind.label().sv),
                "text": decision.text,
                "date": meetings.get(&decision.meeting).map(|meeting| held(meeting)),
                "result": decided(decision.status),
                "status": since(decision.status),
            })
        });
        told.collect()
    }

    fn vote_events(&self, year: &Year<'_>) -> Value {
        let meetings = by_id(year);
        let mut cast: HashMap<&str, Vec<&DecisionVote>> = HashMap::new();
        for vote in year.votes {
            cast.entry(vote.decision.as_str()).or_default().push(vote);
        }
        let told = year.decisions.iter().filter_map(|decision| {
            let (votes_for, against) = decision.votes_for.zip(decision.votes_against)?;
            let votes = cast.get(decision.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let abstained = votes.iter().filter(|vote| vote.choice == VoteChoice::Abstained).count();
            // An event has no id of its own in the record: a proposal is settled once.
            let id = format!("{}-votes", decision.id.public());
            let result = if decision.status == CouncilDecisionStatus::Rejected { "fail" } else { "pass" };
            Some(json!({
                "id": id,
                "motion_id": decision.id.public(),
                "organization_id": self.assembly.public(),
                "legislative_session_id": self.session_id(year),
                "start_date": meetings.get(&decision.meeting).map(|meeting| held(meeting)),
                "result": result,
                "counts": [
                    { "option": "yes", "value": votes_for },
                    { "option": "no", "value": against },
                    { "option": "abstain", "value": abstained },
                ],
                "votes": votes.iter().map(|vote| json!({
                    "id": vote.id.public(),
                    "vote_event_id": id,
                    "voter_id": vote.organisation.public(),
                    "option": option(vote.choice),
                })).collect::<Vec<_>>(),
            }))
        });
        told.collect()
    }
}

fn person(one: &Representative) -> Value {
    json!({ "id": one.id.public(), "name": one.name })
}

fn organization(id: &str, name: &str, kind: &str) -> Value {
    json!({ "id": id, "name": name, "classification": kind })
}

fn by_id<'y>(year: &Year<'y>) -> HashMap<CouncilMeetingId, &'y CouncilMeeting> {
    year.meetings.iter().map(|meeting| (meeting.id, meeting)).collect()
}

fn held(meeting: &CouncilMeeting) -> String {
    instant(meeting.opened_at.unwrap_or(meeting.starts_at))
}

/// What the meeting made of a proposal.
fn decided(status: CouncilDecisionStatus) -> Option<&'static str> {
    use CouncilDecisionStatus as S;
    match status {
        S::Proposed => None,
        S::Adopted | S::Executed | S::Rescinded => Some("pass"),
        S::Rejected => Some("fail"),
        S::Postponed => Some("tabled"),
    }
}

/// What has become of a decision after its meeting.
fn since(status: CouncilDecisionStatus) -> Option<&'static str> {
    use CouncilDecisionStatus as S;
    match status {
        S::Executed => Some("executed"),
        S::Rescinded => Some("rescinded"),
        S::Proposed | S::Adopted | S::Rejected | S::Postponed => None,
    }
}

fn option(choice: VoteChoice) -> &'static str {
    match choice {
        VoteChoice::For => "yes",
        VoteChoice::Against => "no",
        VoteChoice::Abstained => "abstain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_that_holds_no_longer_was_passed() {
        use CouncilDecisionStatus as S;
        assert_eq!((decided(S::Rescinded), since(S::Rescinded)), (Some("pass"), Some("rescinded")));
        assert_eq!((decided(S::Executed), since(S::Executed)), (Some("pass"), Some("executed")));
        assert_eq!((decided(S::Rejected), since(S::Rejected)), (Some("fail"), None));
    }
}
