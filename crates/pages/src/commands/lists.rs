//! How objects are listed to choose among: the newest first, by what they can be searched for, within what an act reaches, and in
//! what states.

use std::collections::HashMap;

use access::{Action, Scope};
use chrono::{Datelike, Days, Months, NaiveDate};
use kernel::{OrganisationNumber, TextEnum, machine::Step};
use serde_json::{Map, Value, json};

use super::Reader;

/// The filter's field of an organisation number, which takes nothing else.
const NUMBER: &str = "number";

/// What a role's reach is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Organisation,
    Provider,
    Council,
    Hub,
    Project,
    Person,
}

const ANCHORS: [Anchor; 6] =
    [Anchor::Organisation, Anchor::Provider, Anchor::Council, Anchor::Hub, Anchor::Project, Anchor::Person];

/// The ids that a reach names.
fn ids(scope: &Scope, anchor: Anchor) -> Vec<String> {
    match anchor {
        Anchor::Organisation => scope.organisations.iter().map(|id| id.public()).collect(),
        Anchor::Provider => scope.providers.iter().map(|id| id.public()).collect(),
        Anchor::Council => scope.councils.iter().map(|id| id.public()).collect(),
        Anchor::Hub => scope.hubs.iter().map(|id| id.public()).collect(),
        Anchor::Project => scope.projects.iter().map(|id| id.public()).collect(),
        Anchor::Person => scope.persons.iter().map(|id| id.public()).collect(),
    }
}

/// The states of an object, its status's codes, from which one of these steps can be taken, as `possibleSteps` names them.
type States = fn(&dyn Fn(&str) -> bool) -> Vec<&'static str>;

/// A list of the API.
pub(super) struct List {
    /// The prefix of the ids that are chosen among.
    pub prefix: &'static str,
    /// Its type's name in the schema; that of the rows where what is chosen is found in them.
    pub of: &'static str,
    /// Its field at the schema's root.
    pub root: &'static str,
    /// Its order: the newest first, or by name.
    pub order: &'static str,
    /// Where in a row what is chosen stands; the row itself where this is empty.
    pub within: &'static str,
    /// The filter's field of rows that have such a one; empty where there is none.
    some: &'static str,
    /// Whether what is withdrawn, which the filter does not know, is chosen in no field.
    pub standing: bool,
    /// The filter's fields that hold words to search for.
    words: &'static [&'static str],
    /// The filter's fields that take a whole word as it stands.
    exact: &'static [&'static str],
    /// The filter's fields that hold days to search for.
    days: &'static [&'static str],
    /// The filter's fields that say whose a row is.
    anchors: &'static [(Anchor, &'static str)],
    /// Its state machine.
    states: Option<States>,
}

fn states<S: TextEnum, V: TextEnum>(table: &[Step<S, V>], takes: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for (from, verb, _) in table {
        if takes(verb.code()) && !found.contains(&from.code()) {
            found.push(from.code());
        }
    }
    found
}

impl List {
    const fn new(prefix: &'static str, of: &'static str, root: &'static str, order: &'static str) -> Self {
        Self {
            prefix,
            of,
            root,
            order,
            within: "",
            some: "",
            standing: false,
            words: &[],
            exact: &[],
            days: &[],
            anchors: &[],
            states: None,
        }
    }

    const fn within(mut self, within: &'static str) -> Self {
        self.within = within;
        self
    }

    const fn some(mut self, some: &'static str) -> Self {
        self.some = some;
        self
    }

    const fn standing(mut self) -> Self {
        self.standing = true;
        self
    }

    const fn sought(mut self, words: &'static [&'static str], days: &'static [&'static str]) -> Self {
        (self.words, self.days) = (words, days);
        self
    }

    const fn exactly(mut self, exact: &'static [&'static str]) -> Self {
        self.exact = exact;
        self
    }

    const fn of(mut self, anchors: &'static [(Anchor, &'static str)]) -> Self {
        self.anchors = anchors;
        self
    }

    const fn in_states(mut self, states: States) -> Self {
        self.states = Some(states);
        self
    }

    /// Whether its rows are about persons, who are searched for by name.
    pub(super) fn is_of_people(&self) -> bool {
        matches!(self.of, "Enrolment" | "Participation" | "Outcome")
    }

    /// What answers to each of these words: a text that holds it, a day of that year, month or date, or one of the `people` that are
    /// called so.
    pub(super) fn seeking(&self, sought: &str, people: &HashMap<String, Vec<String>>) -> Option<Value> {
        let word = |word: &str| {
            let texts = self.words.iter().map(|path| nested(path, json!({ "contains": word })));
            let exact = self.exact.iter().filter(|path| **path != NUMBER || OrganisationNumber::parse(word).is_ok());
            let exact = exact.map(|path| nested(path, json!(word)));
            let days = period(word).into_iter().flat_map(|(from, to)| {
                self.days.iter().map(move |path| nested(path, json!({ "from": from, "to": to })))
            });
            let called = people.get(word).filter(|called| !called.is_empty());
            let called = called.map(|called| json!({ "participantId": { "in": called } }));
            json!({ "or": texts.chain(exact).chain(days).chain(called).collect::<Vec<_>>() })
        };
        all(sought.split_whitespace().map(word).collect())
    }

    /// Those that the reader reaches by one of these acts; nothing where it cannot be told by the list, or the reach is all.
    pub(super) fn within_reach(&self, reader: &Reader, actions: &[Action]) -> Option<Value> {
        let mut any = Vec::new();
        for action in actions {
            let grant = access::policy::view(&reader.request, *action);
            let scope = grant.scope();
            if scope.all || scope.open {
                return None;
            }
            let held = ANCHORS.map(|anchor| (anchor, ids(scope, anchor)));
            for (anchor, ids) in held.into_iter().filter(|(_, ids)| !ids.is_empty()) {
                // A reach that the list knows nothing of may be to any of its rows.
                let (_, path) = self.anchors.iter().find(|(known, _)| *known == anchor)?;
                any.push(nested(path, json!({ "in": ids })));
            }
        }
        match any.len() {
            0 => None,
            1 => any.pop(),
            _ => Some(json!({ "or": any })),
        }
    }

    /// Whether it is in the order of a day, the newest first.
    pub(super) fn is_by_day(&self) -> bool {
        self.order.contains("DESC")
    }

    /// Those that are the reader's own by one of these acts; nothing where the acts reach everything.
    pub(super) fn own(&self, reader: &Reader, actions: &[Action]) -> Option<Value> {
        let (anchor, _) = self.anchors.iter().find(|(_, path)| *path == "id")?;
        let mut own: Vec<String> = Vec::new();
        for action in actions {
            let grant = access::policy::view(&reader.request, *action);
            if grant.scope().all {
                return None;
            }
            own.extend(ids(grant.scope(), *anchor));
        }
        Some(json!({ "id": { "in": own } }))
    }

    /// The rows that have one such within them; nothing where the filter cannot tell.
    pub(super) fn having(&self, own: Value) -> Option<Value> {
        (!self.some.is_empty()).then(|| nested(self.some, own))
    }

    /// Those whose state allows a step.
    pub(super) fn allowing(&self, takes: &dyn Fn(&str) -> bool) -> Option<Value> {
        self.states.map(|states| json!({ "status": { "in": states(takes) } }))
    }
}

/// The filter that all of these are.
pub(super) fn all(mut filters: Vec<Value>) -> Option<Value> {
    match filters.len() {
        0 | 1 => filters.pop(),
        _ => Some(json!({ "and": filters })),
    }
}

/// `value` at a path, `effort.title`.
fn nested(path: &str, value: Value) -> Value {
    path.rsplit('.').fold(value, |value, name| Value::Object(Map::from_iter([(name.to_owned(), value)])))
}

/// The days of `2026`, `2026-03` or `2026-03-31`.
fn period(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let first: NaiveDate = first.parse().ok().filter(|day: &NaiveDate| (1..=9999).contains(&day.year()))?;
    let last = match text.len() {
        4 => first.checked_add_months(Months::new(12))?.checked_sub_days(Days::new(1))?,
        7 => first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?,
        10 => first,
        _ => return None,
    };
    Some((first, last))
}

/// The lists that can be chosen from.
#[rustfmt::skip]
pub(super) const LISTS: &[List] = {
    use Anchor::{Council, Hub, Organisation, Person, Project, Provider};
    &[
        List::new("council", "Council", "councils", "NAME").sought(&["name"], &[])
            .of(&[(Council, "id")])
            .in_states(|takes| states(councils::council::TRANSITIONS, takes)),
        List::new("seat", "Membership", "memberships", "MANDATE_FROM, direction: DESC")
            .sought(&["organisation.name", "council.name"], &["mandateFrom"])
            .of(&[(Council, "councilId"), (Organisation, "organisationId")])
            .in_states(|takes| states(councils::membership::TRANSITIONS, takes)),
        List::new("councilseat", "CouncilSeat", "councilSeats", "OPENED_ON, direction: DESC")
            .sought(&["council.name", "industryCouncil.name"], &["openedOn"])
            .of(&[(Council, "councilId")]),
        List::new("representative", "Membership", "memberships", "MANDATE_FROM, direction: DESC").within("representatives").some("someRepresentative")
            .sought(&["organisation.name", "council.name"], &["mandateFrom"])
            .of(&[(Council, "councilId"), (Organisation, "organisationId")]),
        List::new("org", "Organisation", "organisations", "NAME").sought(&["name"], &[]).exactly(&[NUMBER])
            .of(&[(Organisation, "id")]),
        List::new("role", "RoleAssignment", "roleAssignments", "VALID_FROM, direction: DESC")
            .sought(&[], &["validFrom"]).exactly(&["subject"])
            .of(&[(Council, "councilId"), (Hub, "hubId"), (Project, "projectId"), (Organisation, "organisationId")]),
        List::new("workforce", "WorkforceSnapshot", "workforceSnapshots", "COUNTED_ON, direction: DESC")
            .sought(&["organisation.name"], &["countedOn"])
            .of(&[(Organisation, "organisationId")]),
        List::new("branch", "IndustryCouncil", "industryCouncils", "NAME").sought(&["name", "council.name"], &[])
            .of(&[(Council, "councilId")])
            .in_states(|takes| states(industry_councils::industry_council::TRANSITIONS, takes)),
        List::new("councilmeeting", "CouncilMeeting", "councilMeetings", "MEETS_ON, direction: DESC")
            .sought(&["title", "council.name", "industryCouncil.name"], &["meetsOn"])
            .of(&[(Council, "councilId")])
            .in_states(|takes| states(councils::meeting::TRANSITIONS, takes)),
        List::new("agendaitem", "AgendaItem", "agendaItems", "TITLE")
            .sought(&["title", "meeting.title"], &["meeting.meetsOn"])
            .of(&[(Council, "councilId")]),
        List::new("paper", "MeetingPaper", "meetingPapers", "DATED_ON, direction: DESC").standing()
            .sought(&["title", "item.title", "meeting.title"], &["datedOn", "meeting.meetsOn"])
            .of(&[(Council, "councilId")]),
        List::new("masking", "CouncilMeeting", "councilMeetings", "MEETS_ON, direction: DESC").within("maskings").standing()
            .sought(&["title", "council.name", "industryCouncil.name"], &["meetsOn"])
            .of(&[(Council, "councilId")]),
        List::new("presence", "CouncilMeeting", "councilMeetings", "MEETS_ON, direction: DESC").within("presences")
            .sought(&["title", "council.name", "industryCouncil.name"], &["meetsOn"])
            .of(&[(Council, "councilId")]),
        List::new("itemnote", "AgendaItem", "agendaItems", "TITLE").within("notes").some("someNote").standing()
            .sought(&["title", "meeting.title"], &["meeting.meetsOn"])
            .of(&[(Council, "councilId")]),
        List::new("decision", "CouncilDecision", "councilDecisions", "DECIDED_ON, direction: DESC")
            .sought(&["item.title", "meeting.title"], &["decidedOn", "meeting.meetsOn"])
            .of(&[(Council, "councilId")])
            .in_states(|takes| states(councils::meeting::decision::TRANSITIONS, takes)),
        List::new("vote", "CouncilDecision", "councilDecisions", "DECIDED_ON, direction: DESC").within("votes").some("someVote").standing()
            .sought(&["item.title", "meeting.title"], &["decidedOn", "meeting.meetsOn"])
            .of(&[(Council, "councilId")]),
        List::new("need", "Need", "needs", "REPORTED_ON, direction: DESC")
            .sought(&["title", "organisation.name", "industryCouncil.name"], &["reportedOn"])
            .of(&[(Council, "councilId"), (Organisation, "organisationId")])
            .in_states(|takes| states(industry_councils::need::TRANSITIONS, takes)),
        List::new("endorsement", "Need", "needs", "REPORTED_ON, direction: DESC").within("endorsements").some("someEndorsement")
            .sought(&["title", "organisation.name", "industryCouncil.name"], &["someEndorsement.decidedOn"])
            .of(&[(Council, "councilId")])
            .in_states(|takes| states(industry_councils::endorsement::TRANSITIONS, takes)),
        List::new("signal", "Signal", "signals", "CAPTURED_ON, direction: DESC").sought(&["title"], &["capturedOn"])
            .of(&[(Council, "councilId")])
            .in_states(|takes| states(industry_councils::signal::TRANSITIONS, takes)),
        List::new("actionplan", "ActionPlan", "actionPlans", "YEAR, direction: DESC")
            .sought(&["title", "council.name"], &["inForceFrom"])
            .of(&[(Council, "councilId")])
            .in_states(|takes| states(industry_councils::action_plan::TRANSITIONS, takes)),
        List::new("priority", "ActionPlan", "actionPlans", "YEAR, direction: DESC").within("priorities")
            .sought(&["title", "council.name"], &["inForceFrom"])
            .of(&[(Council, "councilId")]),
        List::new("plangoal", "PlanGoal", "planGoals", "DUE_ON, direction: DESC").sought(&["plan.title"], &["dueOn"])
            .of(&[(Council, "councilId")]),
        List::new("hub", "Hub", "hubs", "NAME").sought(&["name", "council.name"], &[])
            .of(&[(Hub, "id"), (Council, "councilId")])
            .in_states(|takes| states(competence_hub::hub::TRANSITIONS, takes)),
        List::new("funding", "Hub", "hubs", "NAME").within("fundings").sought(&["name", "council.name"], &[])
            .of(&[(Hub, "id"), (Council, "councilId")]),
        List::new("hubservice", "HubService", "hubServices", "NAME").sought(&["name", "hub.name"], &["runsFrom"])
            .of(&[(Hub, "hubId")]),
        List::new("triage", "Triage", "triages", "TRIAGED_AT, direction: DESC").sought(&["need.title"], &[])
            .of(&[(Council, "councilId"), (Hub, "hubId")]),
        List::new("project", "Project", "projects", "NAME").sought(&["name", "acronym", "owner.name"], &["startsOn"])
            .of(&[(Project, "id")])
            .in_states(|takes| states(projects::project::TRANSITIONS, takes)),
        List::new("target", "Project", "projects", "NAME").within("targets").sought(&["name", "acronym", "owner.name"], &["startsOn"])
            .of(&[(Project, "id")]),
        List::new("effort", "Effort", "efforts", "CREATED_AT, direction: DESC")
            .sought(&["title", "provider.name", "project.name"], &[])
            .of(&[(Hub, "hubId"), (Council, "councilId"), (Project, "projectId"), (Provider, "providerId")])
            .in_states(|takes| states(efforts::effort::TRANSITIONS, takes)),
        List::new("procurement", "Procurement", "procurements", "PLANNED_ON, direction: DESC")
            .sought(&["title", "project.name"], &["plannedOn"])
            .of(&[(Hub, "hubId"), (Organisation, "buyerId"), (Project, "projectId")])
            .in_states(|takes| states(procurements::procurement::TRANSITIONS, takes)),
        List::new("procurementrequirement", "Procurement", "procurements", "PLANNED_ON, direction: DESC").within("requirements")
            .sought(&["title", "project.name"], &["plannedOn"])
            .of(&[(Hub, "hubId"), (Organisation, "buyerId"), (Project, "projectId")]),
        List::new("quote", "Procurement", "procurements", "PLANNED_ON, direction: DESC").within("quotes").some("someQuote")
            .sought(&["title", "project.name"], &["plannedOn"])
            .of(&[(Hub, "hubId"), (Organisation, "buyerId"), (Project, "projectId")])
            .in_states(|takes| states(procurements::quote::TRANSITIONS, takes)),
        List::new("occasion", "Occasion", "occasions", "STARTS_ON, direction: DESC")
            .sought(&["effort.title"], &["startsOn"])
            .of(&[(Hub, "hubId"), (Project, "projectId"), (Provider, "providerId")])
            .in_states(|takes| states(efforts::occasion::TRANSITIONS, takes)),
        List::new("enrolment", "Enrolment", "enrolments", "APPLIED_ON, direction: DESC")
            .sought(&["effort.title", "organisation.name"], &["appliedOn", "occasion.startsOn"])
            .of(&[(Hub, "hubId"), (Project, "projectId"), (Provider, "providerId"), (Organisation, "organisationId"),
                  (Person, "participantId")])
            .in_states(|takes| states(efforts::enrolment::TRANSITIONS, takes)),
        List::new("outcome", "Outcome", "outcomes", "RECORDED_AT, direction: DESC")
            .sought(&["effort.title", "participation.project.name"], &["observedOn"])
            .of(&[(Hub, "hubId"), (Project, "projectId"), (Organisation, "organisationId"), (Person, "participantId")])
            .in_states(|takes| states(efforts::outcome::TRANSITIONS, takes)),
        List::new("participation", "Participation", "participations", "STARTS_ON, direction: DESC")
            .sought(&["project.name", "organisation.name"], &["startsOn"])
            .of(&[(Project, "projectId"), (Organisation, "organisationId"), (Person, "participantId")])
            .in_states(|takes| states(participants::participation::TRANSITIONS, takes)),
        List::new("person", "Participation", "participations", "STARTS_ON, direction: DESC").within("participant")
            .sought(&["project.name", "organisation.name"], &["startsOn"])
            .of(&[(Project, "projectId"), (Organisation, "organisationId"), (Person, "participantId")]),
        List::new("question", "SavedQuestion", "savedQuestions", "UPDATED_AT, direction: DESC")
            .sought(&["titleSv", "titleEn"], &[])
            .of(&[(Organisation, "organisationId"), (Council, "councilId"), (Hub, "hubId"), (Project, "projectId")])
            .in_states(|takes| states(library::saved_question::TRANSITIONS, takes)),
        List::new("workplace", "Workplace", "workplaces", "NAME").sought(&["name", "organisation.name"], &[])
            .of(&[(Organisation, "organisationId")]),
        List::new("material", "LearningMaterial", "learningMaterials", "TITLE").sought(&["title", "organisation.name"], &["publishedOn"])
            .exactly(&["matches"])
            .of(&[(Organisation, "organisationId")])
            .in_states(|takes| states(workplaces::material::TRANSITIONS, takes)),
        List::new("reflection", "Reflection", "reflections", "PLANNED_ON, direction: DESC")
            .sought(&["workplace.name"], &["plannedOn"]).exactly(&["matches"])
            .of(&[(Organisation, "organisationId"), (Project, "projectId")])
            .in_states(|takes| states(workplaces::reflection::TRANSITIONS, takes)),
        List::new("change", "Reflection", "reflections", "PLANNED_ON, direction: DESC").within("agreedChanges").some("someAgreedChange")
            .sought(&["workplace.name"], &["someAgreedChange.dueOn"])
            .of(&[(Organisation, "organisationId"), (Project, "projectId")]),
        List::new("health", "HealthAssessment", "healthAssessments", "ASSESSED_ON, direction: DESC")
            .sought(&["workplace.name"], &["assessedOn"])
            .of(&[(Organisation, "organisationId")]),
        List::new("factor", "HealthFactor", "healthFactors", "NAME").sought(&["name"], &[]).exactly(&["code.eq"]),
        List::new("scale", "LevelScale", "levelScales", "NAME").sought(&["name", "organisation.name"], &[])
            .of(&[(Organisation, "organisationId")]),
        List::new("analysis", "CompetenceAnalysis", "competenceAnalyses", "STARTED_ON, direction: DESC")
            .sought(&["title", "organisation.name"], &["startedOn"])
            .of(&[(Organisation, "organisationId"), (Project, "projectId")])
            .in_states(|takes| states(workplaces::analysis::TRANSITIONS, takes)),
        List::new("gap", "CompetenceAnalysis", "competenceAnalyses", "STARTED_ON, direction: DESC").within("gaps")
            .sought(&["title", "organisation.name"], &["startedOn"])
            .of(&[(Organisation, "organisationId"), (Project, "projectId")]),
        List::new("employee", "Employee", "employees", "REFERENCE").sought(&["organisation.name"], &["employedFrom"])
            .exactly(&["reference.eq"])
            .of(&[(Organisation, "organisationId"), (Person, "participantId")]),
        List::new("goal", "BusinessGoal", "businessGoals", "VALID_FROM, direction: DESC")
            .sought(&["organisation.name"], &["validFrom"])
            .of(&[(Organisation, "organisationId")]),
        List::new("plan", "DevelopmentPlan", "developmentPlans", "VALID_FROM, direction: DESC")
            .sought(&["organisation.name"], &["validFrom"])
            .of(&[(Organisation, "organisationId"), (Project, "projectId")])
            .in_states(|takes| states(workplaces::plan::TRANSITIONS, takes)),
        List::new("network", "ProfessionalNetwork", "professionalNetworks", "NAME").sought(&["name", "role"], &[])
            .of(&[(Project, "projectId")])
            .in_states(|takes| states(workplaces::network::TRANSITIONS, takes)),
        List::new("member", "ProfessionalNetwork", "professionalNetworks", "NAME").within("members").some("someMember")
            .sought(&["name", "someMember.organisation.name"], &[])
            .of(&[(Project, "projectId")]),
        List::new("meeting", "LearningMeeting", "learningMeetings", "PLANNED_ON, direction: DESC")
            .sought(&["title", "network.name", "project.name"], &["plannedOn"])
            .of(&[(Project, "projectId")])
            .in_states(|takes| states(workplaces::meeting::TRANSITIONS, takes)),
        List::new("lesson", "Lesson", "lessons", "RECORDED_ON, direction: DESC").sought(&["title", "project.name"], &["recordedOn"])
            .of(&[(Project, "projectId")]),
        List::new("sustained", "SustainedResult", "sustainedResults", "CHECKED_ON, direction: DESC")
            .sought(&["project.name", "organisation.name"], &["checkedOn"])
            .of(&[(Project, "projectId")]),
        List::new("planline", "DevelopmentPlan", "developmentPlans", "VALID_FROM, direction: DESC").within("lines").some("someLine")
            .sought(&["organisation.name"], &["someLine.dueOn"])
            .of(&[(Organisation, "organisationId"), (Project, "projectId")]),
    ]
};

/// The list that ids with this prefix are chosen from.
pub(super) fn list_of(prefix: &str) -> Option<&'static List> {
    LISTS.iter().find(|list| list.prefix == prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_words_and_the_days_of_a_year_a_month_or_a_date() {
        let occasions = list_of("occasion").expect("a list");
        let of = |sought| occasions.seeking(sought, &HashMap::new());
        let title = json!({ "effort": { "title": { "contains": "svets" } } });
        assert_eq!(of("  "), None);
        assert_eq!(of("svets"), Some(json!({ "or": [title] })));
        let month = json!({ "startsOn": { "from": "2024-02-01", "to": "2024-02-29" } });
        assert_eq!(of("svets 2024-02").expect("a filter")["and"][1]["or"][1], month);
        for (text, last) in [("2026", "2026-12-31"), ("2026-03-31", "2026-03-31")] {
            assert_eq!(period(text).expect("days").1.to_string(), last);
        }
        for odd in ["0000", "svet", "2026-13", "2026-3-1", "+026"] {
            assert_eq!(period(odd), None, "{odd}");
        }
    }

    #[test]
    fn whoever_is_called_so_is_found_beside_what_holds_the_word() {
        let enrolments = list_of("enrolment").expect("a list");
        let people = HashMap::from([("berg".to_owned(), vec!["person_1".to_owned()])]);
        let found = enrolments.seeking("berg 2024", &people).expect("a filter");
        let ways = found["and"][0]["or"].as_array().expect("ways");
        assert!(ways.contains(&json!({ "participantId": { "in": ["person_1"] } })), "{found}");
        assert!(!found["and"][1].to_string().contains("person_1"), "{found}");
    }

    #[test]
    fn the_states_of_a_step_are_those_it_can_be_taken_from() {
        let needs = list_of("need").expect("a list");
        let states = needs.allowing(&|step| step == "qualify").expect("states");
        assert_eq!(states, json!({ "status": { "in": ["REPORTED"] } }));
    }
}
