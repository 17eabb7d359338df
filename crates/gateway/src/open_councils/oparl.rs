//! Protokoll som öppna data: the minutes that are everyone's, by OParl 1.1.
//!
//! | here | in OParl |
//! | --- | --- |
//! | who publishes | the only `Body` |
//! | a council, an industry council | `Organization` of type Gremium, the latter under the former |
//! | an organisation that holds a mandate | `Organization` of type Institution, for whom a `Membership` is held |
//! | a representative whose name is published | `Person`, and a `Membership` of the days that she sits |
//! | a mandate of which no name is published | a `Membership` without a person |
//! | a meeting whose minutes are approved | `Meeting`, its items within it; no other meeting is told of |
//! | what was decided on an item, and what has become of it since | `result` and `resolutionText` |
//! | the minutes as PDF, and their page | `resultsProtocol`, `web` |
//! | a paper that is everyone's | `Paper` with its file and its `Consultation` on the item, whose files the item lists |
//!
//! Nothing is ever deleted, but a name that is published no longer, and a paper that is withdrawn or is the council's own, is not
//! told of any more, not even as deleted.

use councils::{
    Council, CouncilMeeting, Membership, Organisation, Representative,
    meeting::{
        agenda::AgendaItem,
        decision::{CouncilDecision, CouncilDecisionStatus},
        paper::MeetingPaper,
    },
    membership::Standing,
};
use industry_councils::IndustryCouncil;
use kernel::{
    Id, Kind, Timestamp,
    id::{CouncilMeetingId, RepresentativeId},
};
use questions::dcat::Publisher;
use serde_json::{Value, json};

use super::{CC0, Changes, instant, last_day};
use crate::PAPERS;

/// Before each address.
pub const FOLDER: &str = "/oparl/1.1/";
/// The version, and before the name of each type.
const VERSION: &str = "https://schema.oparl.org/1.1/";

/// The objects of one service.
pub struct OParl<'o> {
    /// Scheme and host.
    pub host: &'o str,
    /// When what it tells of was written.
    pub changes: &'o Changes,
}

/// Who sits in a council.
#[derive(Debug, Default)]
pub struct Members {
    /// Where each membership is.
    addresses: Vec<String>,
    /// When any of them was changed last.
    modified: Option<Timestamp>,
}

impl Members {
    /// The membership with this id, too.
    pub fn add<K: Kind>(&mut self, oparl: &OParl<'_>, id: &Id<K>) {
        self.addresses.push(oparl.membership(id));
        self.modified = self.modified.max(Some(oparl.changes.modified(id)));
    }
}

/// An item with what is told within it.
pub struct Item<'m> {
    /// The item.
    pub item: &'m AgendaItem,
    /// What was decided on it.
    pub decisions: Vec<&'m CouncilDecision>,
    /// The papers that it had before it.
    pub papers: Vec<&'m MeetingPaper>,
}

impl Item<'_> {
    /// When it or anything within it was changed last.
    fn modified(&self, changes: &Changes) -> Timestamp {
        let decisions = self.decisions.iter().map(|decision| changes.modified(&decision.id));
        let papers = self.papers.iter().map(|paper| changes.modified(&paper.id));
        decisions.chain(papers).fold(changes.modified(&self.item.id), Ord::max)
    }
}

/// A meeting with what is told within it.
pub struct Minutes<'m> {
    /// The meeting.
    pub meeting: &'m CouncilMeeting,
    /// Its items in order, each with what was decided on it and the papers that it had before it.
    pub items: Vec<Item<'m>>,
    /// Who was there, of those whose names are published.
    pub present: Vec<RepresentativeId>,
}

impl Minutes<'_> {
    /// When it or anything within it was changed last.
    fn modified(&self, changes: &Changes) -> Timestamp {
        let items = self.items.iter().map(|item| item.modified(changes));
        items.fold(changes.modified(&self.meeting.id), Ord::max)
    }
}

impl OParl<'_> {
    /// The service: where everything begins.
    pub fn system(&self, publisher: &Publisher) -> Value {
        let system = json!({
            "id": self.at("system"),
            "type": format!("{VERSION}System"),
            "oparlVersion": VERSION,
            "name": publisher.name,
            "website": publisher.homepage,
            "license": CC0,
            "body": self.at("bodies"),
        });
        with_contact(system, publisher)
    }

    /// Who publishes.
    pub fn body(&self, publisher: &Publisher) -> Value {
        let body = json!({
            "id": self.at("body"),
            "type": format!("{VERSION}Body"),
            "system": self.at("system"),
            "name": publisher.name,
            "website": publisher.homepage,
            "license": CC0,
            "organization": self.at("organizations"),
            "person": self.at("people"),
            "meeting": self.at("meetings"),
            "paper": self.at("papers"),
            "legislativeTerm": [],
        });
        with_contact(body, publisher)
    }

    /// A page of a list: `query` is what it was asked with, `next` where the next one begins.
    pub fn list(&self, name: &str, data: &[Value], query: &str, (after, next): (Option<&str>, Option<&str>)) -> Value {
        let page = |after: Option<&str>| {
            let after = after.map(|after| format!("after={after}"));
            let parts: Vec<&str> =
                [Some(query), after.as_deref()].into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let mark = if parts.is_empty() { "" } else { "?" };
            format!("{}{mark}{}", self.at(name), parts.join("&"))
        };
        let mut links = json!({ "first": page(None), "self": page(after) });
        if next.is_some() {
            links["next"] = page(next).into();
        }
        json!({ "data": data, "pagination": {}, "links": links })
    }

    /// A council.
    pub fn council(&self, council: &Council, members: &Members) -> Value {
        let mut told = self.assembly(&council.id, &council.name, council.kind.label().sv, members);
        if let Some(parent) = council.parent {
            told["subOrganizationOf"] = self.organization(&parent).into();
        }
        told
    }

    /// An industry council.
    pub fn branch(&self, branch: &IndustryCouncil, members: &Members) -> Value {
        let mut told = self.assembly(&branch.id, &branch.name, "Branschråd", members);
        told["subOrganizationOf"] = self.organization(&branch.council).into();
        if let Some(day) = branch.established_on {
            told["startDate"] = day.to_string().into();
        }
        told
    }

    fn assembly<K: Kind>(&self, id: &Id<K>, name: &str, kind: &str, members: &Members) -> Value {
        let mut told = self.object("Organization", "organization", id);
        told["body"] = self.at("body").into();
        told["name"] = name.into();
        told["organizationType"] = "Gremium".into();
        told["classification"] = kind.into();
        told["meeting"] = format!("{}/meetings", self.organization(id)).into();
        told["membership"] = members.addresses.as_slice().into();
        // Who comes and leaves changes the list.
        let modified = members.modified.into_iter().fold(self.changes.modified(id), Ord::max);
        told["modified"] = instant(modified).into();
        told
    }

    /// An organisation that holds mandates.
    pub fn organisation(&self, organisation: &Organisation) -> Value {
        let mut told = self.object("Organization", "organization", &organisation.id);
        told["body"] = self.at("body").into();
        told["name"] = organisation.name.as_str().into();
        told["organizationType"] = "Institution".into();
        told["classification"] = organisation.kind.label().sv.into();
        told
    }

    fn membership<K: Kind>(&self, id: &Id<K>) -> String {
        self.at(&format!("membership/{}", id.public()))
    }

    /// A mandate, whoever sits.
    pub fn mandate(&self, mandate: &Membership) -> Value {
        let told = self.object("Membership", "membership", &mandate.id);
        let mut told = self.seated(told, mandate);
        told["startDate"] = mandate.mandate_from.to_string().into();
        if let Some(day) = mandate.mandate_to {
            told["endDate"] = day.to_string().into();
        }
        told
    }

    /// The days that somebody sits on a mandate.
    pub fn sitting(&self, one: &Representative, mandate: &Membership) -> Value {
        let told = self.object("Membership", "membership", &one.id);
        let mut told = self.seated(told, mandate);
        told["modified"] = self.seated_since(one, mandate);
        told["person"] = self.at(&format!("person/{}", one.id.public())).into();
        told["startDate"] = one.valid_from.to_string().into();
        if let Some(day) = last_day(one, mandate) {
            told["endDate"] = day.to_string().into();
        }
        told
    }

    fn seated(&self, mut told: Value, mandate: &Membership) -> Value {
        let body =
            mandate.industry_council.map_or_else(|| self.organization(&mandate.council), |id| self.organization(&id));
        told["organization"] = body.into();
        told["onBehalfOf"] = self.organization(&mandate.organisation).into();
        told["role"] = mandate.standing.label().sv.into();
        told["votingRight"] = (mandate.standing == Standing::Member).into();
        told
    }

    /// A representative whose name is published; with her membership unless `is_bare`.
    pub fn person(&self, one: &Representative, mandate: &Membership, is_bare: bool) -> Value {
        let mut told = self.object("Person", "person", &one.id);
        told["body"] = self.at("body").into();
        told["name"] = one.name.as_str().into();
        // What changes her membership changes her.
        told["modified"] = self.seated_since(one, mandate);
        if !is_bare {
            told["membership"] = json!([self.sitting(one, mandate)]);
        }
        told
    }

    /// When what is told of a representative's membership was changed last, some of which is the mandate's.
    fn seated_since(&self, one: &Representative, mandate: &Membership) -> Value {
        instant(self.changes.modified(&one.id).max(self.changes.modified(&mandate.id))).into()
    }

    /// A meeting; with its items unless `is_bare`.
    pub fn meeting(&self, minutes: &Minutes<'_>, is_bare: bool) -> Value {
        let meeting = minutes.meeting;
        let body =
            meeting.industry_council.map_or_else(|| self.organization(&meeting.council), |id| self.organization(&id));
        let people: Vec<String> =
            minutes.present.iter().map(|id| self.at(&format!("person/{}", id.public()))).collect();
        let mut told = self.object("Meeting", "meeting", &meeting.id);
        told["name"] = meeting.title.as_str().into();
        told["meetingState"] = meeting.status.label().sv.into();
        told["cancelled"] = false.into();
        told["start"] = instant(meeting.opened_at.unwrap_or(meeting.starts_at)).into();
        if let Some(at) = meeting.closed_at.or(meeting.ends_at) {
            told["end"] = instant(at).into();
        }
        told["organization"] = json!([body]);
        told["participant"] = people.into();
        told["resultsProtocol"] = self.file(meeting);
        told["web"] = self.minutes_page(&meeting.id).into();
        told["modified"] = instant(minutes.modified(self.changes)).into();
        if let Some(location) = self.location(meeting) {
            told["location"] = location;
        }
        if !is_bare {
            let items = minutes.items.iter().zip(1..);
            told["agendaItem"] = items.map(|(item, order)| self.item(item, order)).collect();
        }
        told
    }

    /// An item with what was decided on it and the files that it had before it, at its place among the meeting's.
    pub fn item(&self, told_of: &Item<'_>, order: usize) -> Value {
        let Item { item, decisions, papers } = told_of;
        let mut told = self.object("AgendaItem", "agendaitem", &item.id);
        told["meeting"] = self.at(&format!("meeting/{}", item.meeting.public())).into();
        told["order"] = order.into();
        told["name"] = item.title.as_str().into();
        told["public"] = true.into();
        told["keyword"] = json!([item.kind.label().sv]);
        told["web"] = self.minutes_page(&item.meeting).into();
        told["modified"] = instant(told_of.modified(self.changes)).into();
        if let Some(paragraph) = item.paragraph {
            told["number"] = paragraph.to_string().into();
        }
        if !decisions.is_empty() {
            let results: Vec<String> = decisions.iter().map(|decision| result(decision.status)).collect();
            let texts: Vec<&str> = decisions.iter().map(|decision| decision.text.as_str()).collect();
            told["result"] = results.join("; ").into();
            told["resolutionText"] = texts.join("\n\n").into();
        }
        let files: Vec<Value> = papers.iter().filter_map(|paper| self.paper_file(paper)).collect();
        if !files.is_empty() {
            told["auxiliaryFile"] = files.into();
        }
        told
    }

    /// A paper with its file and the item that it was before.
    pub fn paper(&self, paper: &MeetingPaper) -> Value {
        let mut told = self.object("Paper", "paper", &paper.id);
        told["body"] = self.at("body").into();
        told["name"] = paper.title.as_str().into();
        told["date"] = paper.dated_on.to_string().into();
        told["paperType"] = paper.kind.label().sv.into();
        told["consultation"] = json!([self.consultation(paper)]);
        told["web"] = self.minutes_page(&paper.meeting).into();
        if let Some(file) = self.paper_file(paper) {
            told["mainFile"] = file;
        }
        told
    }

    /// That a paper was before an item of a meeting.
    pub fn consultation(&self, paper: &MeetingPaper) -> Value {
        let body =
            paper.industry_council.map_or_else(|| self.organization(&paper.council), |id| self.organization(&id));
        let mut told = self.object("Consultation", "consultation", &paper.id);
        told["paper"] = self.at(&format!("paper/{}", paper.id.public())).into();
        told["agendaItem"] = self.at(&format!("agendaitem/{}", paper.item.public())).into();
        told["meeting"] = self.at(&format!("meeting/{}", paper.meeting.public())).into();
        told["organization"] = json!([body]);
        told
    }

    /// A paper's file, where it has one.
    pub fn paper_file(&self, paper: &MeetingPaper) -> Option<Value> {
        let (name, format, sha512) = (paper.file_name.as_ref()?, paper.format?, paper.sha512.as_ref()?);
        let address = format!("{}{PAPERS}{}", self.host, paper.id.public());
        let mut told = self.object("File", "file", &paper.id);
        told["name"] = paper.title.as_str().into();
        told["fileName"] = name.as_str().into();
        told["mimeType"] = format.media_type().split(';').next().unwrap_or_default().into();
        told["date"] = paper.dated_on.to_string().into();
        told["size"] = paper.bytes.into();
        told["sha512Checksum"] = sha512.as_str().into();
        told["accessUrl"] = address.as_str().into();
        told["downloadUrl"] = address.into();
        told["paper"] = json!([self.at(&format!("paper/{}", paper.id.public()))]);
        told["agendaItem"] = json!([self.at(&format!("agendaitem/{}", paper.item.public()))]);
        told["meeting"] = json!([self.at(&format!("meeting/{}", paper.meeting.public()))]);
        Some(told)
    }

    /// A meeting's minutes as a file.
    pub fn file(&self, meeting: &CouncilMeeting) -> Value {
        let mut told = self.object("File", "file", &meeting.id);
        told["name"] = format!("Protokoll {}", meeting.meets_on()).into();
        told["fileName"] = format!("Protokoll {}.pdf", meeting.meets_on()).into();
        told["mimeType"] = "application/pdf".into();
        told["accessUrl"] = format!("{}.pdf", self.minutes_page(&meeting.id)).into();
        told["web"] = self.minutes_page(&meeting.id).into();
        told["meeting"] = json!([self.at(&format!("meeting/{}", meeting.id.public()))]);
        if let Some(day) = meeting.approved_on() {
            told["date"] = day.to_string().into();
        }
        told
    }

    /// Where a meeting was.
    pub fn location(&self, meeting: &CouncilMeeting) -> Option<Value> {
        let place = meeting.place.as_deref()?;
        let mut told = self.object("Location", "location", &meeting.id);
        told["description"] = place.into();
        Some(told)
    }

    /// What every object of a record begins with.
    fn object<K: Kind>(&self, kind: &str, folder: &str, id: &Id<K>) -> Value {
        json!({
            "id": self.at(&format!("{folder}/{}", id.public())),
            "type": format!("{VERSION}{kind}"),
            "created": instant(self.changes.created(id)),
            "modified": instant(self.changes.modified(id)),
        })
    }

    fn organization<K: Kind>(&self, id: &Id<K>) -> String {
        self.at(&format!("organization/{}", id.public()))
    }

    /// The page of a meeting that anyone may read; the others ask for sign-in.
    fn minutes_page(&self, meeting: &CouncilMeetingId) -> String {
        format!("{}/protokoll/{}", self.host, meeting.public())
    }

    fn at(&self, place: &str) -> String {
        format!("{}{FOLDER}{place}", self.host)
    }
}

fn with_contact(mut told: Value, publisher: &Publisher) -> Value {
    if !publisher.email.is_empty() {
        told["contactEmail"] = publisher.email.as_str().into();
    }
    told
}

/// What was decided; what has become of it since, the meeting did not know.
fn result(status: CouncilDecisionStatus) -> String {
    use CouncilDecisionStatus as S;
    let now = status.label().sv;
    match status {
        S::Executed | S::Rescinded => format!("{} (efter mötet: {})", S::Adopted.label().sv, now.to_lowercase()),
        S::Proposed | S::Adopted | S::Rejected | S::Postponed => now.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use kernel::id::{CouncilId, MembershipId};
    use store::trace::Written;

    use super::*;

    #[test]
    fn whoever_comes_changes_the_council() {
        let council = CouncilId::parse("council_01k0000000000000000000000a").expect("an id");
        let mandate = MembershipId::parse("seat_01k0000000000000000000000b").expect("an id");
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let written = |text: &str| Written { first: at("2025-08-01T08:00:00Z"), last: at(text) };
        let changes = Changes(HashMap::from([
            (council.public(), written("2026-01-01T08:00:00Z")),
            (mandate.public(), written("2026-09-01T08:00:00Z")),
        ]));
        let oparl = OParl { host: "https://a.example", changes: &changes };
        let mut members = Members::default();
        assert_eq!(oparl.assembly(&council, "Rådet", "Råd", &members)["modified"], "2026-01-01T08:00:00Z");
        members.add(&oparl, &mandate);
        let told = oparl.assembly(&council, "Rådet", "Råd", &members);
        assert_eq!(told["modified"], "2026-09-01T08:00:00Z");
        assert_eq!(told["membership"], json!([oparl.membership(&mandate)]));
    }

    #[test]
    fn a_decision_that_holds_no_longer_was_adopted() {
        assert_eq!(result(CouncilDecisionStatus::Rescinded), "Bifallet (efter mötet: upphävt)");
        assert_eq!(result(CouncilDecisionStatus::Rejected), "Avslaget");
    }
}
