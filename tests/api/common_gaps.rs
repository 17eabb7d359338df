//! What several companies lack, told without showing whose (seed 001, S1-b), and the one step that makes a need of it.

use futures_util::future::join_all;
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use statistics::rollup::{Added, Publication};

use crate::{
    harness::{
        DemoApp, Speaker,
        elsewhere::{events, fault, faults, give, other_council},
        trial::both,
    },
    seeds::{act, appoint},
};

pub fn tests() -> Vec<Trial> {
    both![
        common_gaps_are_told_to_councils_hubs_and_a_projects_own_manager,
        two_organisations_are_not_shown_and_the_third_makes_the_gap_common,
        nothing_within_the_quarter_and_no_further_organisation_is_seen,
        that_all_who_have_the_roles_lack_it_is_not_told,
        an_analysis_counts_from_its_publication,
        a_gap_is_common_in_an_industry_and_a_region_too,
        one_step_makes_a_need_of_a_common_gap,
        of_reports_at_once_one_makes_the_need,
        a_need_is_told_of_to_who_reads_it_and_as_what_it_has_become,
        a_gap_is_known_again_however_its_need_is_coded,
    ]
}

/// A skill and its role, which nothing else of the demonstration looks for together.
const WELDING: &str = "rdtv_EuD_NfB";
const NURSES: &str = "2221";
const ASK: &str = "query($projectId: ID, $sni: String, $region: String) {
    commonGaps(projectId: $projectId, sni: $sni, region: $region, first: 100) { asOf gaps {
        skill { code label(lang: SV) } roles { code label(lang: SV) } organisations { value status low high } } } }";
const REPORT: &str = "mutation($input: ReportCommonGapInput!) { reportCommonGap(input: $input) {
    need { id status title basis peopleNeeded organisation { id } industryCouncil { id } skill { code } }
    userErrors { code path } } }";
const AGAIN: &str = "mutation($input: ReportCommonGapInput!) { reportCommonGap(input: $input) {
    need { id } userErrors { code message } } }";

/// Seven companies of one industry, and the project of which the demonstration's manager is in charge.
struct Companies {
    project: Value,
    ids: Vec<String>,
}

async fn run(app: &DemoApp, sql: &str) {
    app.db.connection().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
}

/// Lets what is told be of the records as they are now.
async fn publish(app: &DemoApp) {
    Publication::new(&app.db).anew(Added::Quarterly).await.expect("it is published");
}

impl Companies {
    async fn of(app: &DemoApp) -> Self {
        let roles = "{ viewer { roles { projectId } } }";
        let data = app.speak_as("demo-project-manager").ask(roles, json!({})).await;
        let project = data["viewer"]["roles"][0]["projectId"].clone();
        let sql = "SELECT id FROM organisations WHERE substr(sni_code, 1, 2) = '25' ORDER BY id LIMIT 7";
        let ids = app.texts(sql).await;
        assert_eq!(ids.len(), 7);
        Self { project, ids }
    }

    /// An analysis of the company within the project, published on the day, that found `below` people below in welding.
    async fn analysed(&self, app: &DemoApp, nth: usize, below: i32, published_on: &str) {
        let organisation = &self.ids[nth];
        let project = self.project.as_str().expect("an id").trim_start_matches("project_");
        let id = |of: usize| format!("{:0>26}", 70_000 + nth * 10 + of);
        let (scale, analysis, requirement, gap) = (id(1), id(2), id(3), id(4));
        for sql in [
            format!(
                "INSERT INTO level_scales (id, organisation_id, name, name_key, steps)
                 VALUES ('{scale}', '{organisation}', 'Provskala', 'provskala', 'Nybörjare')"
            ),
            format!(
                "INSERT INTO competence_analyses (id, version, organisation_id, project_id, scale_id, title, title_key, status,
                    started_on, published_on)
                 VALUES ('{analysis}', 6, '{organisation}', '{project}', '{scale}', 'K', 'k', 'PUBLISHED', '2026-02-02',
                    '{published_on}')"
            ),
            format!(
                "INSERT INTO skill_requirements (id, analysis_id, organisation_id, ssyk_code, role_title, skill_code, level)
                 VALUES ('{requirement}', '{analysis}', '{organisation}', '{NURSES}', 'Svetsande sjuksköterska', '{WELDING}', 3)"
            ),
            format!(
                "INSERT INTO skill_gaps (id, analysis_id, organisation_id, project_id, requirement_id, ssyk_code, role_title,
                    skill_code, required_level, assessed, below)
                 VALUES ('{gap}', '{analysis}', '{organisation}', '{project}', '{requirement}', '{NURSES}',
                    'Svetsande sjuksköterska', '{WELDING}', 3, 9, {below})"
            ),
        ] {
            run(app, &sql).await;
        }
    }

    async fn has_published(&self, app: &DemoApp, nth: usize, day: &str) {
        let analysis = format!("{:0>26}", 70_000 + nth * 10 + 2);
        run(app, &format!("UPDATE competence_analyses SET published_on = '{day}' WHERE id = '{analysis}'")).await;
    }

    /// Five analyses, of which the first three found the gap.
    async fn share_a_gap(&self, app: &DemoApp) {
        for nth in 0..5 {
            self.analysed(app, nth, if nth < 3 { 2 } else { 0 }, "2026-05-04").await;
        }
        publish(app).await;
    }

    fn here(&self) -> Value {
        json!({ "projectId": self.project })
    }
}

/// What is told of the gap, nothing where it is not common.
async fn told(speaker: &Speaker<'_>, selection: &Value) -> Vec<Value> {
    let data = speaker.ask(ASK, selection.clone()).await;
    assert_eq!(data["commonGaps"]["asOf"], "2026-06-30", "{data:#}");
    let gaps = data["commonGaps"]["gaps"].as_array().expect("a list").iter();
    gaps.filter(|gap| gap["skill"]["code"] == WELDING && gap["roles"]["code"] == "222").cloned().collect()
}

/// So it is told of at least so many.
fn at_least(step: i64) -> Vec<Value> {
    vec![json!({
        "skill": { "code": WELDING, "label": "Allmänna svetskunskaper" },
        "roles": { "code": "222", "label": "Sjuksköterskor" },
        "organisations": { "value": step, "status": "ROUNDED", "low": step, "high": null },
    })]
}

async fn common_gaps_are_told_to_councils_hubs_and_a_projects_own_manager(app: DemoApp) {
    let companies = Companies::of(&app).await;
    companies.share_a_gap(&app).await;
    let (here, industry) = (companies.here(), json!({ "sni": "25" }));
    for subject in [
        "demo-org-contact",
        "demo-other-org-contact",
        "demo-provider",
        "demo-auditor",
        "demo-evaluator",
        "demo-participant",
        "demo-dpo",
        "demo-system-admin",
        "demo-public-reader",
    ] {
        for selection in [&here, &industry] {
            assert_eq!(app.speak_as(subject).error(ASK, selection.clone()).await, "DENIED", "{subject}");
        }
    }
    assert_eq!(app.anonymous().error(ASK, here.clone()).await, "DENIED");
    let manager = app.speak_as("demo-project-manager");
    let other = app.texts("SELECT id FROM projects WHERE name = 'Företag i utveckling i Robotdalen'").await;
    let other = json!({ "projectId": format!("project_{}", other[0]) });
    for selection in [&industry, &json!({ "region": "VASTMANLAND" }), &other] {
        assert_eq!(manager.error(ASK, selection.clone()).await, "DENIED", "only the own project: {selection}");
    }
    assert_eq!(told(&manager, &here).await, at_least(3));
    for subject in ["demo-process-leader", "demo-council-member", "demo-hub-coordinator", "demo-hub-manager"] {
        assert_eq!(told(&app.speak_as(subject), &here).await, at_least(3), "{subject}");
        assert!(told(&app.speak_as(subject), &other).await.is_empty(), "{subject}");
    }
    let leader = app.speak_as("demo-process-leader");
    for wrong in [json!({}), json!({ "sni": "C" }), json!({ "sni": "25", "region": "VASTMANLAND" })] {
        assert_eq!(leader.error(ASK, wrong.clone()).await, "INVALID", "{wrong}");
    }
}

async fn two_organisations_are_not_shown_and_the_third_makes_the_gap_common(app: DemoApp) {
    let companies = Companies::of(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let here = companies.here();
    for nth in 0..2 {
        companies.analysed(&app, nth, 2, "2026-05-04").await;
    }
    for nth in 3..6 {
        companies.analysed(&app, nth, 0, "2026-05-04").await;
    }
    publish(&app).await;
    assert!(told(&manager, &here).await.is_empty(), "two of five");
    companies.analysed(&app, 2, 1, "2026-06-30").await;
    publish(&app).await;
    assert_eq!(told(&manager, &here).await, at_least(3));
    // One statement, however much there is.
    let leader = app.speak_as("demo-process-leader");
    told(&leader, &here).await;
    let mut least = u64::MAX;
    for _ in 0..4 {
        let before = app.db.statements_sent();
        told(&leader, &here).await;
        least = least.min(app.db.statements_sent() - before);
    }
    assert_eq!(least, 1);
    // What takes an analysis's place takes its gaps' too.
    let analysis = |nth: usize| format!("{:0>26}", 70_000 + nth * 10 + 2);
    run(
        &app,
        &format!(
            "UPDATE competence_analyses SET status = 'SUPERSEDED', superseded_by_id = '{}' WHERE id = '{}'",
            analysis(3),
            analysis(2)
        ),
    )
    .await;
    publish(&app).await;
    assert!(told(&manager, &here).await.is_empty(), "the third has closed its gap");
}

async fn nothing_within_the_quarter_and_no_further_organisation_is_seen(app: DemoApp) {
    let companies = Companies::of(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let here = companies.here();
    companies.share_a_gap(&app).await;
    let whole = async || manager.ask(ASK, here.clone()).await;
    let before = whole().await;
    run(&app, &format!("UPDATE skill_gaps SET below = 4 WHERE skill_code = '{WELDING}' AND ssyk_code = '{NURSES}'"))
        .await;
    assert_eq!(whole().await, before, "nothing is told before the quarter is over");
    publish(&app).await;
    assert_eq!(
        told(&manager, &here).await,
        at_least(3),
        "that all five have it is not told, nor that more than three do"
    );
    companies.analysed(&app, 5, 0, "2026-05-04").await;
    companies.analysed(&app, 6, 0, "2026-07-01").await;
    publish(&app).await;
    assert_eq!(told(&manager, &here).await, at_least(3), "the seventh came in after the quarter");
    companies.has_published(&app, 6, "2026-06-30").await;
    publish(&app).await;
    assert_eq!(told(&manager, &here).await, at_least(5), "five of seven");
    // One organisation more, or less down to the step, is not seen.
    let five = whole().await;
    run(&app, &format!("UPDATE skill_gaps SET below = 1 WHERE id = '{:0>26}'", 70_054)).await;
    publish(&app).await;
    assert_eq!(whole().await, five);
}

async fn that_all_who_have_the_roles_lack_it_is_not_told(app: DemoApp) {
    let companies = Companies::of(&app).await;
    companies.share_a_gap(&app).await;
    let manager = app.speak_as("demo-project-manager");
    assert_eq!(told(&manager, &companies.here()).await, at_least(3));
    // The two others have published as before, and have nobody in such roles: whose the gap is, is known by that.
    let others = [3, 4].map(|nth| format!("'{:0>26}'", 70_000 + nth * 10 + 2)).join(", ");
    for table in ["skill_requirements", "skill_gaps"] {
        run(&app, &format!("UPDATE {table} SET ssyk_code = '7223' WHERE analysis_id IN ({others})")).await;
    }
    publish(&app).await;
    assert_eq!(told(&manager, &companies.here()).await, Vec::<Value>::new());
}

async fn an_analysis_counts_from_its_publication(app: DemoApp) {
    let companies = Companies::of(&app).await;
    companies.share_a_gap(&app).await;
    // So many have published all along that the third that lacks the skill is all that matters.
    companies.analysed(&app, 5, 0, "2026-05-04").await;
    let manager = app.speak_as("demo-project-manager");
    let third = format!("{:0>26}", 70_000 + 2 * 10 + 2);
    let states = |status: &str, day: &str| {
        format!("UPDATE competence_analyses SET status = '{status}', published_on = {day} WHERE id = '{third}'")
    };
    // Both parts have found it right, and the employer has not let it out.
    run(&app, &states("VALIDATED", "NULL")).await;
    publish(&app).await;
    assert_eq!(told(&manager, &companies.here()).await, Vec::<Value>::new());
    run(&app, &states("PUBLISHED", "'2026-05-04'")).await;
    publish(&app).await;
    assert_eq!(told(&manager, &companies.here()).await, at_least(3));
}

async fn a_gap_is_common_in_an_industry_and_a_region_too(app: DemoApp) {
    let companies = Companies::of(&app).await;
    let places: Vec<String> = companies.ids.iter().map(|id| format!("'{id}'")).collect();
    run(&app, &format!("UPDATE organisations SET municipality_code = '1980' WHERE id IN ({})", places.join(", ")))
        .await;
    companies.share_a_gap(&app).await;
    let leader = app.speak_as("demo-process-leader");
    for selection in [json!({ "sni": "25" }), json!({ "region": "VASTMANLAND" })] {
        assert_eq!(told(&leader, &selection).await, at_least(3), "{selection}");
    }
    for selection in [json!({ "sni": "62" }), json!({ "region": "GOTEBORGSREGIONEN" })] {
        assert!(told(&leader, &selection).await.is_empty(), "{selection}");
    }
}

/// The leader's council, and an industry council under it.
async fn councils(leader: &Speaker<'_>) -> (Value, Value) {
    let data = leader.ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = data["viewer"]["roles"][0]["councilId"].clone();
    let query = "query($c: ID!) { industryCouncils(first: 1, filter: { councilId: { eq: $c } }) { nodes { id } } }";
    let data = leader.ask(query, json!({ "c": council })).await;
    let industry_council = data["industryCouncils"]["nodes"][0]["id"].clone();
    (council, industry_council)
}

/// The report of the gap to an industry council, with what else `selection` says.
fn report(industry_council: &Value, selection: Value) -> Value {
    let mut input = json!({ "industryCouncilId": industry_council, "skill": WELDING, "ssyk": "222", "peopleNeeded": 30,
        "cause": "TECHNOLOGY_SHIFT", "horizon": "SHORT" });
    for (name, value) in selection.as_object().expect("a selection") {
        input[name] = value.clone();
    }
    input
}

async fn of_reports_at_once_one_makes_the_need(app: DemoApp) {
    let companies = Companies::of(&app).await;
    companies.share_a_gap(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let (_, industry_council) = councils(&leader).await;
    let input = report(&industry_council, companies.here());
    let told = join_all((0..3).map(|_| leader.ask(REPORT, json!({ "input": input })))).await;
    let mut codes: Vec<_> = told.iter().map(|data| data["reportCommonGap"]["userErrors"][0]["code"].clone()).collect();
    codes.sort_by_key(Value::to_string);
    let again = json!("GAP_IS_REPORTED_ALREADY");
    assert_eq!(codes, [again.clone(), again, Value::Null]);
}

async fn a_need_is_told_of_to_who_reads_it_and_as_what_it_has_become(app: DemoApp) {
    let companies = Companies::of(&app).await;
    companies.share_a_gap(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let (council, industry_council) = councils(&leader).await;
    let made = async |subject: &str, selection: Value| {
        let input = report(&industry_council, selection);
        let data = app.speak_as(subject).ask(REPORT, json!({ "input": input })).await;
        assert_eq!(data["reportCommonGap"]["userErrors"], json!([]), "{subject}: {data:#}");
        data["reportCommonGap"]["need"]["id"].clone()
    };
    let first = made("demo-process-leader", companies.here()).await;
    // Who speaks for the union reports needs and reads none: that there is one is not hers to know.
    let union = json!({ "councilId": council, "organisationId": format!("org_{}", companies.ids[0]) });
    appoint(&app, "union-rep-there", "UNION_REP", union).await;
    let second = made("union-rep-there", companies.here()).await;

    // The hub makes them part of one of the industry's, which is told instead.
    let third = made("demo-process-leader", json!({ "sni": "25" })).await;
    for (id, into) in [(&second, &first), (&first, &third)] {
        let merge = json!({ "id": id, "expectedVersion": 1, "intoId": into });
        act(&app, "demo-hub-manager", "mergeNeed", "need { status }", merge).await;
    }
    let input = report(&industry_council, companies.here());
    let data = leader.ask(AGAIN, json!({ "input": input })).await;
    let told = &data["reportCommonGap"]["userErrors"][0];
    assert_eq!(told["code"], "GAP_IS_REPORTED_ALREADY", "{data:#}");
    let third = third.as_str().expect("an id");
    assert!(told["message"].as_str().is_some_and(|words| words.ends_with(&format!(", {third})"))), "{told:#}");
}

async fn a_gap_is_known_again_however_its_need_is_coded(app: DemoApp) {
    let companies = Companies::of(&app).await;
    companies.share_a_gap(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let (_, industry_council) = councils(&leader).await;
    let made = async |selection: Value| {
        let shown = "need { id version }";
        act(&app, "demo-process-leader", "reportCommonGap", shown, report(&industry_council, selection)).await
    };
    let told = async |selection: Value| {
        let data = leader.ask(AGAIN, json!({ "input": report(&industry_council, selection) })).await;
        let told = data["reportCommonGap"]["userErrors"][0].clone();
        assert_eq!(told["code"], "GAP_IS_REPORTED_ALREADY", "{data:#}");
        told["message"].as_str().expect("words").to_owned()
    };
    let hub = async |name: &str, input: Value| act(&app, "demo-hub-manager", name, "need { version }", input).await;
    let need = made(companies.here()).await;
    let id = need["id"].as_str().expect("an id");
    let codes = json!({ "skill": "JFDz_Uyg_Nmy", "ssyk": "7223", "sni": "29", "region": "VASTMANLAND" });
    let coded = hub("qualifyNeed", json!({ "id": id, "expectedVersion": 1, "codes": codes })).await;
    assert!(told(companies.here()).await.contains(id));

    // The gap of the industry is another, and what the first became part of is told instead of it.
    let industry = made(json!({ "sni": "25" })).await;
    let merge = json!({ "id": id, "expectedVersion": coded["version"], "intoId": industry["id"] });
    hub("mergeNeed", merge).await;
    let stays = industry["id"].as_str().expect("an id");
    assert!(told(companies.here()).await.contains(stays));
    assert!(told(json!({ "sni": "25" })).await.contains(stays));

    // What is settled may come up again.
    let settle = json!({ "id": stays, "expectedVersion": 1, "settlement": "LAPSED", "reason": "Utbildning finns nu" });
    hub("settleNeed", settle).await;
    let again = made(companies.here()).await;
    assert!(again["id"] != need["id"] && again["id"] != industry["id"], "{again:#}");
}

async fn one_step_makes_a_need_of_a_common_gap(app: DemoApp) {
    let companies = Companies::of(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let (_, industry_council) = councils(&leader).await;
    let input = |selection: Value| report(&industry_council, selection);
    let here = input(companies.here());
    let needs = async || app.number("SELECT count(*) FROM needs").await;
    let before = needs().await;
    publish(&app).await;
    assert_eq!(leader.refused(REPORT, json!({ "input": here })).await, "GAP_IS_NOT_COMMON");
    companies.share_a_gap(&app).await;
    let elsewhere = json!({ "projectId": companies.project, "ssyk": "722" });
    assert_eq!(leader.refused(REPORT, json!({ "input": input(elsewhere) })).await, "GAP_IS_NOT_COMMON");
    let both = json!({ "projectId": companies.project, "sni": "25" });
    assert_eq!(faults(&leader, REPORT, &input(both)).await, fault("ONE_SELECTION_IS_TOLD", "input.sni"));
    give(&app, "leader-elsewhere", "PROCESS_LEADER", &other_council(&app).await).await;
    for subject in ["demo-project-manager", "demo-org-contact", "demo-auditor", "leader-elsewhere"] {
        let refused = app.speak_as(subject).refused(REPORT, json!({ "input": here })).await;
        assert_eq!(refused, "DENIED", "{subject}");
    }
    assert_eq!(needs().await, before);

    let leader = leader.with("Idempotency-Key", "common-gap-1");
    let first = leader.ask(REPORT, json!({ "input": here })).await;
    assert_eq!(first, leader.ask(REPORT, json!({ "input": here })).await);
    assert_eq!(needs().await, before + 1, "{first:#}");
    let need = &first["reportCommonGap"]["need"];
    assert_eq!((&need["status"], &need["basis"]), (&json!("REPORTED"), &json!("INCUMBENTS")), "{first:#}");
    assert_eq!((&need["title"], &need["organisation"]), (&json!("Allmänna svetskunskaper"), &Value::Null));
    assert_eq!((&need["industryCouncil"]["id"], &need["skill"]["code"]), (&industry_council, &json!(WELDING)));
    assert_eq!(events(&app, &need["id"]).await, ["NeedReported"]);

    // Whoever reports it again is told of the need; roles are of one group.
    let (title, id) = (need["title"].as_str().expect("a title"), need["id"].as_str().expect("an id"));
    for subject in ["demo-process-leader", "demo-hub-manager"] {
        let speaker = app.speak_as(subject).with("Accept-Language", "en");
        let data = speaker.ask(AGAIN, json!({ "input": here })).await;
        let told = &data["reportCommonGap"]["userErrors"][0];
        assert_eq!(told["code"], "GAP_IS_REPORTED_ALREADY", "{subject}: {data:#}");
        let detail = format!("({title}, {id})");
        assert!(told["message"].as_str().is_some_and(|words| words.ends_with(&detail)), "{subject}: {told:#}");
    }
    assert_eq!(needs().await, before + 1);
    // That of the industry is another need.
    let industry = input(json!({ "sni": "25" }));
    let data = app.speak_as("demo-process-leader").ask(REPORT, json!({ "input": industry })).await;
    assert_eq!(data["reportCommonGap"]["userErrors"], json!([]), "{data:#}");
}
