//! How many rows each role sees, against what its anchors cover: counted by SQL of our own, not by the service's.

use std::collections::BTreeMap;

use access::{Action, Breadth, Role, policy::breadth};
use libtest_mimic::Trial;
use serde_json::json;

use super::audience::{Audience, QUERIES, SUBJECTS};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![every_role_sees_what_its_anchors_cover, the_public_sees_no_one_and_no_plans]
}

/// Where the rows of a list lie, which columns hold which anchor, and which rows are open.
pub struct Table {
    /// The list's root field.
    pub list: &'static str,
    /// The table's name.
    pub name: &'static str,
    anchors: &'static [(Breadth, &'static str)],
    open: Option<&'static str>,
}

/// Who is to give an effort, where that is no bidder for it: nothing that is procured for it waits for an award.
const NO_BIDDER: &str = "CASE WHEN id NOT IN (SELECT l.effort_id FROM procured_efforts l
        JOIN procurements p ON p.id = l.procurement_id WHERE p.status IN ('PLANNED', 'REQUEST_PUBLISHED', 'EVALUATION'))
    AND (path IS NULL OR path <> 'PROCURE' OR id IN (SELECT l.effort_id FROM procured_efforts l
        JOIN procurements p ON p.id = l.procurement_id
        WHERE p.status IN ('AWARDED', 'STANDSTILL', 'APPEALED', 'CONTRACTED', 'DELIVERED', 'CLOSED')))
    THEN provider_id END";

/// The lists that not everyone sees whole.
pub const TABLES: &[Table] = &[
    Table {
        list: "efforts",
        name: "efforts",
        anchors: &[
            (Breadth::Provided, NO_BIDDER),
            (Breadth::Council, "council_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
        ],
        open: Some("status IN ('SCHEDULED', 'OPEN', 'RUNNING', 'COMPLETED', 'FOLLOWED_UP', 'CLOSED')"),
    },
    Table {
        list: "occasions",
        name: "occasions",
        anchors: &[
            (Breadth::Provided, "provider_id"),
            (Breadth::Council, "council_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
        ],
        open: Some("status <> 'PLANNED'"),
    },
    Table {
        list: "enrolments",
        name: "enrolments",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Provided, "provider_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
            (Breadth::Person, "participant_id"),
        ],
        open: None,
    },
    Table {
        list: "outcomes",
        name: "outcomes",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
            (Breadth::Person, "participant_id"),
        ],
        open: None,
    },
    Table {
        list: "participations",
        name: "participations",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Project, "project_id"),
            (Breadth::Person, "participant_id"),
        ],
        open: None,
    },
    Table {
        list: "needs",
        name: "needs",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Council, "council_id")],
        open: None,
    },
    Table {
        list: "endorsements",
        name: "endorsements",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Council, "council_id")],
        open: None,
    },
    Table {
        list: "triages",
        name: "triages",
        anchors: &[(Breadth::Hub, "hub_id"), (Breadth::Council, "council_id")],
        open: None,
    },
    Table {
        list: "councilMeetings",
        name: "council_meetings",
        anchors: &[(Breadth::Council, "council_id")],
        open: Some("status = 'MINUTES_APPROVED' AND is_public"),
    },
    Table {
        list: "agendaItems",
        name: "agenda_items",
        anchors: &[(Breadth::Council, "council_id")],
        open: Some("meeting_id IN (SELECT id FROM council_meetings WHERE status = 'MINUTES_APPROVED' AND is_public)"),
    },
    Table {
        list: "councilDecisions",
        name: "council_decisions",
        anchors: &[(Breadth::Council, "council_id")],
        open: Some("meeting_id IN (SELECT id FROM council_meetings WHERE status = 'MINUTES_APPROVED' AND is_public)"),
    },
    Table {
        list: "meetingPapers",
        name: "meeting_papers",
        anchors: &[(Breadth::Council, "council_id")],
        open: Some(
            "access = 'PUBLIC' AND withdrawn_reason IS NULL \
             AND meeting_id IN (SELECT id FROM council_meetings WHERE status = 'MINUTES_APPROVED' AND is_public)",
        ),
    },
    Table {
        list: "procurements",
        name: "procurements",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
        ],
        open: Some("published_on IS NOT NULL OR disclosed_on IS NOT NULL"),
    },
    Table { list: "signals", name: "signals", anchors: &[(Breadth::Council, "council_id")], open: None },
    Table {
        list: "actionPlans",
        name: "action_plans",
        anchors: &[(Breadth::Council, "council_id")],
        open: Some("status IN ('ADOPTED', 'IN_FORCE', 'REVISED', 'CLOSED')"),
    },
    Table {
        list: "planGoals",
        name: "plan_goals",
        anchors: &[(Breadth::Council, "council_id")],
        open: Some("plan_id IN (SELECT id FROM action_plans WHERE status NOT IN ('DRAFT', 'CONSULTATION'))"),
    },
    Table { list: "needScores", name: "need_scores", anchors: &[(Breadth::Council, "council_id")], open: None },
    Table {
        list: "workforceSnapshots",
        name: "workforce_snapshots",
        anchors: &[(Breadth::Organisation, "organisation_id")],
        open: None,
    },
    Table {
        list: "roleAssignments",
        name: "role_assignments",
        anchors: &[(Breadth::Council, "council_id")],
        open: None,
    },
    Table {
        list: "savedQuestions",
        name: "saved_questions",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Council, "council_id"),
            (Breadth::Council, "reader_council_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
        ],
        open: Some("status = 'PUBLISHED' AND sharing = 'SIGNED_IN'"),
    },
    Table {
        list: "accessTokens",
        name: "access_tokens",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Council, "council_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
        ],
        open: None,
    },
    Table {
        list: "workplaces",
        name: "workplaces",
        anchors: &[(Breadth::Organisation, "organisation_id")],
        open: None,
    },
    Table {
        list: "reflections",
        name: "reflections",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Project, "project_id")],
        open: None,
    },
    Table {
        list: "learningSpreads",
        name: "learning_spreads",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Project, "project_id")],
        open: None,
    },
    Table {
        list: "networkMembers",
        name: "network_members",
        anchors: &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Project, "project_id"),
            (Breadth::Person, "participant_id"),
        ],
        open: None,
    },
    Table {
        list: "healthAssessments",
        name: "health_assessments",
        anchors: &[(Breadth::Organisation, "organisation_id")],
        open: None,
    },
    Table {
        list: "businessGoals",
        name: "business_goals",
        anchors: &[(Breadth::Organisation, "organisation_id")],
        open: None,
    },
    Table {
        list: "competenceAnalyses",
        name: "competence_analyses",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Project, "project_id")],
        open: None,
    },
    Table {
        list: "developmentPlans",
        name: "development_plans",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Project, "project_id")],
        open: None,
    },
    Table {
        list: "employees",
        name: "employees",
        anchors: &[(Breadth::Organisation, "organisation_id"), (Breadth::Person, "participant_id")],
        open: None,
    },
];

/// The lists that everyone sees whole, with their tables.
const PUBLIC: &[(&str, &str)] = &[
    ("councils", "councils"),
    ("councilSeats", "council_seats"),
    ("educationEvents", "education_events"),
    ("educationImports", "education_imports"),
    ("educationOfferings", "education_offerings"),
    ("healthFactors", "health_factors"),
    ("hubServices", "hub_services"),
    ("hubFundings", "hub_fundings"),
    ("hubs", "hubs"),
    ("industryCouncils", "industry_councils"),
    ("learningMaterials", "materials"),
    ("learningMeetings", "learning_meetings"),
    ("lessons", "lessons"),
    ("levelScales", "level_scales"),
    ("memberships", "memberships"),
    ("organisations", "organisations"),
    ("principleMeasures", "principle_measures"),
    ("professionalNetworks", "professional_networks"),
    ("projectPartners", "project_partners"),
    ("projectTargets", "project_targets"),
    ("projects", "projects"),
    ("sustainedResults", "sustained_results"),
];

/// The columns of `role_assignments` that hold each breadth's anchors.
fn anchors(breadth: Breadth) -> &'static [(Breadth, &'static str)] {
    match breadth {
        Breadth::Person => &[(Breadth::Person, "participant_id")],
        Breadth::Organisation => &[(Breadth::Organisation, "organisation_id")],
        Breadth::Provided => &[(Breadth::Provided, "organisation_id")],
        Breadth::Council => &[(Breadth::Council, "council_id")],
        Breadth::Hub => &[(Breadth::Hub, "hub_id")],
        Breadth::Project => &[(Breadth::Project, "project_id")],
        Breadth::Assigned => &[
            (Breadth::Organisation, "organisation_id"),
            (Breadth::Council, "council_id"),
            (Breadth::Hub, "hub_id"),
            (Breadth::Project, "project_id"),
        ],
        Breadth::Nothing | Breadth::Open | Breadth::SignedIn | Breadth::All => &[],
    }
}

/// Which rows of `table` `subject` sees, in `role` and as one of the public: an SQL condition.
pub fn covered(table: &Table, act: Action, subject: &str, role: Option<Role>) -> String {
    let mut any = vec!["1 = 0".to_owned()];
    for breadth in role.into_iter().chain([Role::Public]).map(|role| breadth(role, act)) {
        match breadth {
            Breadth::All => any.push("1 = 1".to_owned()),
            Breadth::Open => any.extend(table.open.map(str::to_owned)),
            Breadth::SignedIn if !subject.is_empty() => any.extend(table.open.map(str::to_owned)),
            _ => {}
        }
        for (kind, anchor) in anchors(breadth) {
            let columns = table.anchors.iter().filter(|(of, _)| of == kind);
            any.extend(columns.map(|(_, column)| {
                format!("{column} IN (SELECT {anchor} FROM role_assignments WHERE subject = '{subject}')")
            }));
        }
    }
    any.join(" OR ")
}

/// Every list with its act.
pub fn lists() -> impl Iterator<Item = (&'static str, Action)> {
    QUERIES.iter().filter_map(|(list, audience)| match audience {
        Audience::Rows(act) => Some((*list, *act)),
        _ => None,
    })
}

/// What `subject` sees of every list.
async fn seen(app: &DemoApp, subject: &str) -> BTreeMap<&'static str, i64> {
    let speaker = if subject.is_empty() { app.anonymous() } else { app.speak_as(subject) };
    let mut seen = BTreeMap::new();
    for (list, _) in lists() {
        let data = speaker.ask(&format!("{{ {list}(first: 100) {{ totalCount nodes {{ id }} }} }}"), json!({})).await;
        let total = data[list]["totalCount"].as_i64().expect("a number");
        let shown = data[list]["nodes"].as_array().expect("rows").len();
        assert_eq!(
            shown,
            usize::try_from(total.min(100)).expect("a count"),
            "{subject} {list}: shown and counted differ"
        );
        seen.insert(list, total);
    }
    seen
}

async fn every_role_sees_what_its_anchors_cover(app: DemoApp) {
    let mut wrong = Vec::new();
    for (subject, role) in SUBJECTS {
        let seen = seen(&app, subject).await;
        for (list, act) in lists() {
            let covered = match TABLES.iter().find(|table| table.list == list) {
                Some(table) => {
                    let covered = covered(table, act, subject, *role);
                    app.number(&format!("SELECT count(*) FROM {} WHERE {covered}", table.name)).await
                }
                None => {
                    let (_, name) = PUBLIC.iter().find(|(of, _)| *of == list).expect("every list has a table");
                    app.number(&format!("SELECT count(*) FROM {name}")).await
                }
            };
            if seen[list] != covered {
                wrong.push(format!("{subject:?} sees {} {list}, and the anchors cover {covered}", seen[list]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The comparison says something: some roles see some rows, and nobody but the project's own see all.
    let (hub, other) = (seen(&app, "demo-hub-manager").await, seen(&app, "demo-other-org-contact").await);
    assert!(hub["enrolments"] > 0 && hub["needs"] > 0 && hub["triages"] > 0, "{hub:?}");
    let all = app.number("SELECT count(*) FROM participations").await;
    assert!(hub["participations"] > 0 && hub["participations"] < all, "{hub:?} of {all}");
    assert!(other["participations"] < hub["participations"], "{other:?}");
}

async fn the_public_sees_no_one_and_no_plans(app: DemoApp) {
    for subject in ["", "someone-without-a-role"] {
        let seen = seen(&app, subject).await;
        for list in
            ["needs", "participations", "enrolments", "outcomes", "workforceSnapshots", "triages", "roleAssignments"]
        {
            assert_eq!(seen[list], 0, "{subject:?} {list}");
        }
        for (list, _) in PUBLIC {
            assert!(seen[list] > 0, "{subject:?} {list}: the institutions are public");
        }
    }
    for table in ["needs", "participations", "enrolments", "outcomes", "workforce_snapshots", "triages"] {
        assert!(
            app.number(&format!("SELECT count(*) FROM {table}")).await > 0,
            "there is something to hide in {table}"
        );
    }
}
