//! The objects and lists of OParl, by their places below `/oparl/1.1/`.

use std::collections::{HashMap, HashSet};

use councils::{
    Body, Council, CouncilMeeting, Membership, Organisation, Representative,
    meeting::{
        CouncilMeetingColumn,
        agenda::{AgendaItem, AgendaItemColumn},
        decision::{CouncilDecision, CouncilDecisionColumn},
        paper::{MeetingPaper, MeetingPaperColumn},
        presence::{MeetingPresence, MeetingPresenceColumn},
    },
    membership::MembershipStatus,
    representative::RepresentativeColumn,
};
use industry_councils::IndustryCouncil;
use kernel::{
    Id,
    id::{
        AgendaItemId, CouncilMeetingId, IndustryCouncilId, MeetingPaperId, MembershipId, OrganisationId,
        RepresentativeId,
    },
};
use questions::dcat::Publisher;
use serde_json::Value;
use store::{Compare, Filter, RecordReader};

use super::{
    asked::{Asked, unusable},
    records::{Records, of, unknown},
};
use crate::{
    open_councils::{
        Assembly, Changes,
        oparl::{Item, Members, Minutes, OParl},
    },
    question::refused::Refused,
};

/// Most councils of a page, each with its members.
const ASSEMBLIES: u32 = 20;
/// People of a page.
const PEOPLE: u32 = 100;
/// Papers of a page.
const PAPERS: u32 = 100;
/// Meetings of a page, each with its items.
const MEETINGS: u32 = 20;
/// Where the page of industry councils begins that comes after the last council: before the first of all ids.
const FIRST_BRANCH: &str = "branch_00000000000000000000000000";

/// What is asked for, and who publishes it.
pub(super) struct Objects<'r> {
    /// What anyone may read.
    pub records: &'r Records<'r>,
    /// Who publishes.
    pub publisher: &'r Publisher,
    /// What the address asks for beside its place.
    pub asked: &'r Asked,
}

/// Whether somebody sits or sat on it: an invitation is no membership, and whoever accepts one has been named beforehand.
fn was_held(mandate: &Membership) -> bool {
    use MembershipStatus as S;
    matches!(mandate.status, S::Active | S::OnLeave | S::Ended)
}

impl Objects<'_> {
    /// The object or list at this place.
    pub(super) async fn at(&self, place: &str) -> Result<Value, Refused> {
        let parts: Vec<&str> = place.split('/').collect();
        match parts.as_slice() {
            ["system"] => Ok(self.oparl(&Changes::default()).system(self.publisher)),
            ["body"] => Ok(self.body()),
            ["bodies"] => Ok(self.list(place, vec![self.body()], None)),
            ["papers"] => self.papers(place).await,
            ["paper", id] => self.of_paper(id, |oparl, paper| Some(oparl.paper(paper))).await,
            ["consultation", id] => self.of_paper(id, |oparl, paper| Some(oparl.consultation(paper))).await,
            ["organizations"] => self.assemblies(place).await,
            ["organization", id] => self.organization(id).await,
            ["organization", id, "meetings"] => {
                let own = self.records.assembly(id).await?.key();
                self.meetings(place, Filter::Is(CouncilMeetingColumn::BodyId, Compare::Eq(own.into()))).await
            }
            ["people"] => self.people(place).await,
            ["person", id] => self.person(id).await,
            ["membership", id] => self.membership(id).await,
            ["meetings"] => self.meetings(place, Filter::everything()).await,
            ["meeting", id] => self.minutes(vec![self.held(id).await?], false).await?.pop().ok_or_else(unknown),
            ["agendaitem", id] => self.item(id).await,
            ["file", id] if MeetingPaperId::parse(id).is_some() => {
                self.of_paper(id, |oparl, paper| oparl.paper_file(paper)).await
            }
            ["file", id] => {
                let meeting = self.held(id).await?;
                let changes = self.records.changes(&[meeting.id.public()]).await?;
                Ok(self.oparl(&changes).file(&meeting))
            }
            ["location", id] => {
                let meeting = self.held(id).await?;
                let changes = self.records.changes(&[meeting.id.public()]).await?;
                self.oparl(&changes).location(&meeting).ok_or_else(unknown)
            }
            _ => Err(unknown()),
        }
    }

    fn oparl<'o>(&'o self, changes: &'o Changes) -> OParl<'o> {
        OParl { host: &self.publisher.host, changes }
    }

    fn body(&self) -> Value {
        self.oparl(&Changes::default()).body(self.publisher)
    }

    /// A page of a list; an object that the caller's spans leave out is not on it.
    fn list(&self, place: &str, data: Vec<Value>, next: Option<&str>) -> Value {
        let data: Vec<Value> = data.into_iter().filter(|object| self.asked.admits(object)).collect();
        let (query, after) = (self.asked.query(), self.asked.after.as_deref());
        self.oparl(&Changes::default()).list(place, &data, &query, (after, next))
    }

    /// After which object of a kind the page begins.
    fn after<K: kernel::Kind>(&self) -> Result<Option<Id<K>>, Refused> {
        let Some(after) = &self.asked.after else { return Ok(None) };
        let told = || unusable("after", "Följ listans egna länkar.", "Follow the list's own links.");
        Id::parse(after).map(Some).ok_or_else(told)
    }

    /// All councils, and then all industry councils.
    async fn assemblies(&self, place: &str) -> Result<Value, Refused> {
        let begun = self.asked.after.as_deref().and_then(IndustryCouncilId::parse);
        let (mut page, mut next): (Vec<Assembly>, Option<String>) = if begun.is_some() {
            let page = self.records.after::<IndustryCouncil>(Filter::everything(), begun, ASSEMBLIES).await?;
            let last = page.rows.last().filter(|_| page.has_next).map(|branch| branch.id.public());
            (page.rows.into_iter().map(Assembly::Branch).collect(), last)
        } else {
            let page = self.records.after::<Council>(Filter::everything(), self.after()?, ASSEMBLIES).await?;
            let last = page.rows.last().filter(|_| page.has_next).map(|council| council.id.public());
            let next = last.unwrap_or_else(|| FIRST_BRANCH.to_owned());
            (page.rows.into_iter().map(Assembly::Council).collect(), Some(next))
        };
        let fits = self.records.fitting(&page.iter().map(Assembly::key).collect::<Vec<_>>()).await?;
        if fits < page.len() {
            page.truncate(fits);
            next = page.last().map(Assembly::public);
        }
        let told = self.told(&page).await?;
        Ok(self.list(place, told, next.as_deref()))
    }

    async fn told(&self, assemblies: &[Assembly]) -> Result<Vec<Value>, Refused> {
        let (mandates, people) = self.records.mandates(assemblies.iter().map(|one| one.key().into()).collect()).await?;
        let seated = mandates.iter().map(|one| one.id.public()).chain(people.iter().map(|one| one.id.public()));
        let ids: Vec<String> = assemblies.iter().map(Assembly::public).chain(seated).collect();
        let changes = self.records.changes(&ids).await?;
        let oparl = self.oparl(&changes);
        let named: HashSet<MembershipId> = people.iter().map(|one| one.membership).collect();
        let mut members: HashMap<String, Members> = HashMap::new();
        for mandate in mandates.iter().filter(|mandate| !named.contains(&mandate.id)) {
            members.entry(mandate.body().key()).or_default().add(&oparl, &mandate.id);
        }
        for one in &people {
            let body = Body { council: one.council, industry_council: one.industry_council };
            members.entry(body.key()).or_default().add(&oparl, &one.id);
        }
        let nobody = Members::default();
        let told = assemblies.iter().map(|assembly| {
            let members = members.get(&assembly.key()).unwrap_or(&nobody);
            match assembly {
                Assembly::Council(council) => oparl.council(council, members),
                Assembly::Branch(branch) => oparl.branch(branch, members),
            }
        });
        Ok(told.collect())
    }

    async fn organization(&self, id: &str) -> Result<Value, Refused> {
        let Some(organisation) = OrganisationId::parse(id) else {
            let assembly = self.records.assembly(id).await?;
            return self.told(&[assembly]).await?.pop().ok_or_else(unknown);
        };
        let organisation = self.records.one::<Organisation>(organisation).await?;
        let changes = self.records.changes(&[organisation.id.public()]).await?;
        Ok(self.oparl(&changes).organisation(&organisation))
    }

    async fn people(&self, place: &str) -> Result<Value, Refused> {
        let page = self.records.after::<Representative>(Filter::everything(), self.after()?, PEOPLE).await?;
        let next = page.rows.last().filter(|_| page.has_next).map(|one| one.id.public());
        let mandates: Vec<MembershipId> = page.rows.iter().map(|one| one.membership).collect();
        let mandates = self.records.by_ids::<Membership>(&mandates).await?;
        let mandates: HashMap<MembershipId, &Membership> = mandates.iter().map(|one| (one.id, one)).collect();
        let ids = page.rows.iter().flat_map(|one| [one.id.public(), one.membership.public()]);
        let changes = self.records.changes(&ids.collect::<Vec<_>>()).await?;
        let oparl = self.oparl(&changes);
        let told = page.rows.iter().filter_map(|one| {
            let mandate = mandates.get(&one.membership).filter(|mandate| was_held(mandate))?;
            Some(oparl.person(one, mandate, self.asked.is_bare))
        });
        Ok(self.list(place, told.collect(), next.as_deref()))
    }

    async fn person(&self, id: &str) -> Result<Value, Refused> {
        let id = RepresentativeId::parse(id).ok_or_else(unknown)?;
        let (one, mandate) = self.sitting(id).await?;
        let changes = self.records.changes(&[one.id.public(), mandate.id.public()]).await?;
        Ok(self.oparl(&changes).person(&one, &mandate, false))
    }

    async fn membership(&self, id: &str) -> Result<Value, Refused> {
        if let Some(id) = RepresentativeId::parse(id) {
            let (one, mandate) = self.sitting(id).await?;
            let changes = self.records.changes(&[one.id.public(), mandate.id.public()]).await?;
            return Ok(self.oparl(&changes).sitting(&one, &mandate));
        }
        let mandate = self.mandate(MembershipId::parse(id).ok_or_else(unknown)?).await?;
        let changes = self.records.changes(&[mandate.id.public()]).await?;
        Ok(self.oparl(&changes).mandate(&mandate))
    }

    async fn sitting(&self, id: RepresentativeId) -> Result<(Representative, Membership), Refused> {
        let one = self.records.one::<Representative>(id).await?;
        let mandate = self.mandate(one.membership).await?;
        Ok((one, mandate))
    }

    async fn mandate(&self, id: MembershipId) -> Result<Membership, Refused> {
        let mandate = self.records.one::<Membership>(id).await?;
        if was_held(&mandate) { Ok(mandate) } else { Err(unknown()) }
    }

    async fn held(&self, id: &str) -> Result<CouncilMeeting, Refused> {
        self.records.one::<CouncilMeeting>(CouncilMeetingId::parse(id).ok_or_else(unknown)?).await
    }

    async fn meetings(&self, place: &str, filter: Filter<CouncilMeetingColumn>) -> Result<Value, Refused> {
        let page = self.records.after::<CouncilMeeting>(filter, self.after()?, MEETINGS).await?;
        let next = page.rows.last().filter(|_| page.has_next).map(|meeting| meeting.id.public());
        let told = self.minutes(page.rows, self.asked.is_bare).await?;
        Ok(self.list(place, told, next.as_deref()))
    }

    async fn papers(&self, place: &str) -> Result<Value, Refused> {
        let page = self.records.after::<MeetingPaper>(Filter::everything(), self.after()?, PAPERS).await?;
        let next = page.rows.last().filter(|_| page.has_next).map(|paper| paper.id.public());
        let ids: Vec<String> = page.rows.iter().map(|paper| paper.id.public()).collect();
        let changes = self.records.changes(&ids).await?;
        let oparl = self.oparl(&changes);
        let told = page.rows.iter().map(|paper| oparl.paper(paper)).collect();
        Ok(self.list(place, told, next.as_deref()))
    }

    /// What is told of the paper with this id.
    async fn of_paper(
        &self,
        id: &str,
        tell: impl FnOnce(&OParl<'_>, &MeetingPaper) -> Option<Value> + Send,
    ) -> Result<Value, Refused> {
        let paper = self.records.one::<MeetingPaper>(MeetingPaperId::parse(id).ok_or_else(unknown)?).await?;
        let changes = self.records.changes(&[paper.id.public()]).await?;
        tell(&self.oparl(&changes), &paper).ok_or_else(unknown)
    }

    async fn item(&self, id: &str) -> Result<Value, Refused> {
        let id = AgendaItemId::parse(id).ok_or_else(unknown)?;
        let item = self.records.one::<AgendaItem>(id).await?;
        let meeting = self.records.one::<CouncilMeeting>(item.meeting).await?;
        let mut meeting = self.minutes(vec![meeting], false).await?.pop().ok_or_else(unknown)?;
        let Value::Array(items) = meeting["agendaItem"].take() else { return Err(unknown()) };
        let ending = format!("/{}", id.public());
        let is_it = |item: &Value| item["id"].as_str().is_some_and(|address| address.ends_with(&ending));
        items.into_iter().find(is_it).ok_or_else(unknown)
    }

    /// Meetings with all that is told within them.
    async fn minutes(&self, meetings: Vec<CouncilMeeting>, is_bare: bool) -> Result<Vec<Value>, Refused> {
        let ids: Vec<store::Value> = meetings.iter().map(|meeting| meeting.id.as_str().into()).collect();
        let mut items = self.records.every::<AgendaItem>(of(AgendaItemColumn::MeetingId, &ids)).await?;
        items.sort_by_key(|item| (item.paragraph, item.position, item.id));
        let mut decisions = self.records.every::<CouncilDecision>(of(CouncilDecisionColumn::MeetingId, &ids)).await?;
        decisions.sort_by_key(|decision| decision.id);
        let mut papers = self.records.every::<MeetingPaper>(of(MeetingPaperColumn::MeetingId, &ids)).await?;
        papers.sort_by_key(|paper| paper.id);
        let there = of(MeetingPresenceColumn::MeetingId, &ids)
            .and(Filter::Is(MeetingPresenceColumn::Attended, Compare::Eq(true.into())));
        let reader = RecordReader::<MeetingPresence>::new(self.records.db);
        let mandates = reader.set(&self.records.request, &there, MeetingPresenceColumn::MembershipId);
        let people =
            self.records.every::<Representative>(Filter::InSet(RepresentativeColumn::MembershipId, mandates)).await?;
        let presences = self.records.every::<MeetingPresence>(there).await?;
        let of_meetings = meetings.iter().map(|meeting| meeting.id.public());
        let of_decisions = decisions.iter().map(|decision| decision.id.public());
        let of_papers = papers.iter().map(|paper| paper.id.public());
        let of_items = items.iter().map(|item| item.id.public());
        let written = of_meetings.chain(of_items).chain(of_decisions).chain(of_papers);
        let changes = self.records.changes(&written.collect::<Vec<_>>()).await?;
        let oparl = self.oparl(&changes);
        let told = meetings.iter().map(|meeting| {
            let own = items.iter().filter(|item| item.meeting == meeting.id);
            let items = own.map(|item| Item {
                item,
                decisions: decisions.iter().filter(|one| one.item == item.id).collect(),
                papers: papers.iter().filter(|one| one.item == item.id).collect(),
            });
            let day = meeting.meets_on();
            let is_there = |one: &&Representative| {
                one.valid_from <= day
                    && one.valid_to.is_none_or(|last| day <= last)
                    && presences.iter().any(|there| there.meeting == meeting.id && there.membership == one.membership)
            };
            let present = people.iter().filter(is_there).map(|one| one.id).collect();
            oparl.meeting(&Minutes { meeting, items: items.collect(), present }, is_bare)
        });
        Ok(told.collect())
    }
}
