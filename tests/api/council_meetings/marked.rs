//! What a mark does to the text that it stands in, and that it reaches every paper of the meeting.

use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{Table, act, refusal};
use crate::{
    constitution::{BEFORE, before},
    full_text::texts,
    harness::{DemoApp, Empty, elsewhere::fault, trial::both},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_text_that_a_mark_lengthens_is_taken_as_it_is,
        every_paper_of_a_meeting_is_masked_however_many_there_are,
        papers_that_were_there_before_are_masked,
    ]
}

const SECRET: &str = "Hemlighan Ek";
const MARK: &str = "[maskerat 1: 21 kap. OSL]";
const LENGTH: usize = 200;

/// Masks the secret at the item's meeting.
async fn mask(table: &Table<'_>, item: &Value) -> Value {
    let input = json!({ "itemId": item, "passage": SECRET, "ground": "OSL_21" });
    act(&table.leader(), "maskPassage", "masking { id mark }", input).await
}

async fn a_text_that_a_mark_lengthens_is_taken_as_it_is(app: DemoApp) {
    const ITEM: &str = "item { title }";
    const PAPER: &str = "paper { title }";
    let table = Table::set(&app, 2).await;
    let leader = table.leader();
    let meeting = table.plan("2026-03-04").await;
    let title = format!("{SECRET} {}", "a".repeat(LENGTH - SECRET.chars().count() - 1));
    let item = table.add(&meeting, "DISCUSSION", json!({ "title": title })).await;
    let adding = json!({ "itemId": item, "kind": "APPENDIX", "title": title, "access": "PUBLIC" });
    let paper = act(&leader, "addPaper", "paper { id }", adding).await["id"].clone();
    let masking = mask(&table, &item).await;
    assert_eq!(masking["mark"], MARK);
    let both = "query($item: ID!, $paper: ID!) { item: node(id: $item) { ... on AgendaItem { title version } }
        paper: node(id: $paper) { ... on MeetingPaper { title version } } }";
    let stands = async || leader.ask(both, json!({ "item": item, "paper": paper })).await;
    let change = async |more: &str| {
        let at = stands().await;
        let titled = |name: &str| format!("{}{more}", at[name]["title"].as_str().expect("a title"));
        let item = json!({ "id": item, "expectedVersion": at["item"]["version"], "kind": "DISCUSSION", "position": 1,
            "title": titled("item"), "discussion": "Allt sades." });
        let paper = json!({ "id": paper, "expectedVersion": at["paper"]["version"], "kind": "APPENDIX",
            "title": titled("paper"), "datedOn": "2026-02-18" });
        (item, paper)
    };
    let refused = async |more: &str| {
        let (item, paper) = change(more).await;
        let too_long = fault("TEXT_LENGTH_IS_WRONG", "input.title");
        assert_eq!(refusal(&leader, "changeAgendaItem", ITEM, &item).await, too_long, "{more}");
        assert_eq!(refusal(&leader, "changePaper", PAPER, &paper).await, too_long, "{more}");
    };
    let taken = async |more: &str| {
        let (item, paper) = change(more).await;
        let (title, called) = (item["title"].clone(), paper["title"].clone());
        assert_eq!(act(&leader, "changeAgendaItem", ITEM, item).await["title"], title);
        assert_eq!(act(&leader, "changePaper", PAPER, paper).await["title"], called);
        title.as_str().map_or(0, |title| title.chars().count())
    };
    // With its mark it is longer than a title may be; the mark counts as one character.
    assert!(taken("").await > LENGTH);
    let room = SECRET.chars().count() - 1;
    refused(&"b".repeat(room + 1)).await;
    taken(&"b".repeat(room)).await;
    refused("c").await;
    // What it masked comes back, and with it the title is too long: it may stay so, and does not grow.
    let lifting = json!({ "id": masking["id"], "expectedVersion": 1, "reason": "Uppgiften är allmänt känd" });
    act(&leader, "liftMasking", "masking { status }", lifting).await;
    assert_eq!(taken("").await, LENGTH + room);
    refused("c").await;
}

async fn every_paper_of_a_meeting_is_masked_however_many_there_are(app: DemoApp) {
    /// More than are read at a time.
    const MORE: usize = 1_001;
    const TELLING: &str = "SELECT count(*) FROM meeting_papers WHERE title LIKE '%Hemlighan%'";
    let table = Table::set(&app, 2).await;
    let leader = table.leader();
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DISCUSSION", json!({})).await;
    let adding =
        json!({ "itemId": item, "kind": "APPENDIX", "title": format!("Brev från {SECRET}"), "access": "PUBLIC" });
    let paper = act(&leader, "addPaper", "paper { id }", adding).await["id"].clone();
    let (_, own) = paper.as_str().and_then(|id| id.split_once('_')).expect("an id");
    let ids: Vec<String> = (1..=MORE).map(|nth| format!("('7{nth:025}')")).collect();
    let copies = format!(
        "INSERT INTO meeting_papers (id, version, item_id, meeting_id, council_id, kind, title, title_key, dated_on,
            access, edition, superseded)
        SELECT v.column1, 1, p.item_id, p.meeting_id, p.council_id, p.kind, p.title, p.title_key, p.dated_on, p.access,
            p.edition, p.superseded
        FROM meeting_papers p, (VALUES {}) AS v WHERE p.id = '{own}'",
        ids.join(", ")
    );
    app.db.connection().execute_unprepared(&copies).await.expect("inserted");
    let all = i64::try_from(MORE + 1).expect("a number");
    assert_eq!(app.number(TELLING).await, all);
    mask(&table, &item).await;
    assert_eq!(app.number(TELLING).await, 0);
    let marked = format!("SELECT count(*) FROM meeting_papers WHERE title = 'Brev från {MARK}' AND version = 2");
    assert_eq!(app.number(&marked).await, all);
}

async fn papers_that_were_there_before_are_masked(Empty(database): Empty) {
    let meetings =
        "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, status, mode, starts_at,
            meets_on, meets_in, demonstration)
        VALUES ('k1', 1, 'c', 'c', 'K', 'k', 'PLANNED', 'REMOTE', 1780000000000000, '2026-05-28', 2026, false),
            ('k2', 1, 'c', 'c', 'K', 'k', 'PLANNED', 'REMOTE', 1780000000000000, '2026-05-28', 2026, false)";
    let items = "INSERT INTO agenda_items (id, version, meeting_id, council_id, body_id, kind, position, title, title_key)
        VALUES ('i1', 1, 'k1', 'c', 'c', 'DISCUSSION', 1, 'I', 'i'), ('i2', 1, 'k1', 'c', 'c', 'DISCUSSION', 2, 'I', 'i'),
            ('i3', 1, 'k2', 'c', 'c', 'DISCUSSION', 1, 'I', 'i')";
    let papers = "INSERT INTO meeting_papers (id, version, item_id, meeting_id, council_id, kind, title, title_key, dated_on,
            access, edition, superseded, file_name)
        VALUES ('p1', 1, 'i2', 'k1', 'c', 'APPENDIX', 'Brev från Bo Ek', 'x', '2026-05-01', 'PUBLIC', 1, false, 'Bo_Ek.txt'),
            ('p2', 1, 'i2', 'k1', 'c', 'APPENDIX', 'Brev från Bo Ekman, hos Ahl', 'x', '2026-05-01', 'PUBLIC', 1, false, NULL),
            ('p3', 1, 'i3', 'k2', 'c', 'APPENDIX', 'Brev från Bo Ek', 'x', '2026-05-01', 'PUBLIC', 1, false, NULL)";
    let maskings =
        "INSERT INTO minutes_maskings (id, version, number, meeting_id, council_id, item_id, passage, ground,
            provision, lifted_reason)
        VALUES ('a1', 1, 1, 'k1', 'c', 'i1', 'Bo Ek', 'OSL_21', '1 §', NULL),
            ('a2', 2, 2, 'k1', 'c', 'i1', 'Brev', 'GDPR', NULL, 'Hävd'),
            ('a3', 1, 3, 'k1', 'c', 'i1', 'hos Ahl', 'OTHER', 'Sekretess', NULL)";
    let rows = [BEFORE.as_slice(), &[meetings, items, papers, maskings]].concat();
    let connection = before(&database, "m0055_papers_masked", &rows).await;
    Migrator::up(&connection, None).await.expect("up");
    let called = "SELECT title || ' ' || COALESCE(file_name, '-') FROM meeting_papers ORDER BY id";
    let expected = [
        "Brev från [maskerat 1: 21 kap. OSL, 1 §] [maskerat 1: 21 kap. OSL, 1 §].txt",
        "Brev från Bo Ekman, [maskerat 3: Sekretess] -",
        "Brev från Bo Ek -",
    ];
    assert_eq!(texts(&connection, called).await, expected);
    let changed = "SELECT id FROM meeting_papers WHERE version = 2 AND title_key <> 'x' ORDER BY id";
    assert_eq!(texts(&connection, changed).await, ["p1", "p2"]);
}
