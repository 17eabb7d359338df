//! What is masked in minutes: nobody but the council's own reads it, in whatever they read, and it can be lifted.

use http::Method;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{MEETING, NOTE, Table, act, endorsed::branch, papers::put, refusal};
use crate::{
    data::send,
    harness::{
        App, DemoApp,
        elsewhere::{events, fault},
        trial::both,
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        what_is_masked_is_in_no_answer_to_others,
        a_name_is_masked_wherever_it_was_public,
        a_masking_is_not_written_over,
        what_another_masking_masks_stays_masked,
        a_passage_is_masked_by_its_form,
        what_is_masked_does_not_come_back,
        a_masked_name_is_not_the_hubs,
        no_paper_of_the_meeting_tells_what_is_masked,
    ]
}

const MASKING: &str = "masking { id version mark status }";
/// What is to be masked, which stands nowhere else.
const SECRET: &str = "Hemlighan Ek";
const MARK: &str = "[maskerat 1: 21 kap. OSL, 1 §]";

fn text(id: &Value) -> &str {
    id.as_str().expect("an id")
}

fn mask(item: &Value) -> Value {
    json!({ "itemId": item, "passage": SECRET, "ground": "OSL_21", "provision": "1 §" })
}

/// Every text of a meeting that the API tells, in one answer.
const ALL: &str = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting { title statusReason place
    items(first: 9) { nodes { title text discussion continuedBy(first: 9) { nodes { title } }
        decisions(first: 9) { nodes { text statusReason item { title } } } notes(first: 9) { nodes { text item { title } } } } }
    decisions(first: 9) { nodes { text statusReason } } maskings(first: 9) { nodes { passage mark } }
    presences(first: 9) { nodes { masked membership { representatives(first: 9) { nodes { name } } } } } } }
    agendaItems(first: 100, filter: { meetingId: { eq: $id } }) { nodes { title text discussion } }
    councilDecisions(first: 100, filter: { meetingId: { eq: $id } }) { nodes { text statusReason } }
    sought: agendaItems(first: 9, filter: { title: { contains: \"Hemlighan\" } }) { totalCount }
    listed: councilMeetings(first: 9, filter: { someItem: { title: { contains: \"Hemlighan\" } } }) { totalCount } }";

/// Everything that is told of the meeting to this subject, address by address.
async fn told(
    app: &App,
    subject: Option<&str>,
    table: &Table<'_>,
    meeting: &Value,
    item: &Value,
) -> Vec<(String, String)> {
    let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
    let mut all = vec![("the API".to_owned(), speaker.ask(ALL, json!({ "id": meeting })).await.to_string())];
    for path in [
        format!("/protokoll/{}", text(meeting)),
        format!("/infor/{}", text(&table.council)),
        format!("/kalender/{}.ics", text(&table.council)),
        format!("/popolo/{}.json", text(&table.council)),
        format!("/oparl/1.1/meeting/{}", text(meeting)),
        format!("/oparl/1.1/agendaitem/{}", text(item)),
        format!("/oparl/1.1/organization/{}/meetings", text(&table.council)),
        "/oparl/1.1/people".to_owned(),
    ] {
        let got = send(app, Method::GET, subject, &path, &[]).await;
        all.push((path, String::from_utf8_lossy(&got.bytes).into_owned()));
    }
    all
}

/// Who was at a meeting whose minutes are everyone's.
async fn presences(app: &App, meeting: &Value) -> Vec<Value> {
    let query = "query($id: ID!) { node(id: $id) { ... on CouncilMeeting {
        presences(first: 9) { nodes { id membership { id } } } } } }";
    let found = app.anonymous().ask(query, json!({ "id": meeting })).await;
    found["node"]["presences"]["nodes"].as_array().expect("presences").clone()
}

/// A held meeting whose every text holds the secret: its item, and the proposal on it.
async fn held(table: &Table<'_>) -> (Value, Value) {
    let leader = table.leader();
    let meeting = table.plan("2026-03-04").await;
    let about =
        json!({ "title": format!("Ärende om {SECRET}"), "text": format!("{SECRET} har skrivit. {SECRET} igen.") });
    let item = table.add(&meeting, "DECISION", about).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let propose = json!({ "itemId": item, "text": format!("Rådet svarar {SECRET}.") });
    let proposal = act(&leader, "proposeDecision", "decision { id }", propose).await["id"].clone();
    let note = json!({ "itemId": item, "membershipId": table.members[1], "kind": "STATEMENT",
        "text": format!("Känner {SECRET} väl.") });
    act(&leader, "recordItemNote", NOTE, note).await;
    let postpone = json!({ "id": proposal, "expectedVersion": 1, "reason": format!("{SECRET} är bortrest") });
    act(&table.chair(), "postponeDecision", "decision { id }", postpone).await;
    let said = json!({ "id": item, "expectedVersion": 1, "kind": "DECISION", "title": format!("Ärende om {SECRET}"), "position": 1,
        "text": format!("{SECRET} har skrivit. {SECRET} igen."), "discussion": format!("Alla minns {SECRET}.") });
    act(&leader, "changeAgendaItem", "item { id }", said).await;
    table.close(&meeting, "2026-03-04").await;
    (meeting, item)
}

async fn what_is_masked_is_in_no_answer_to_others(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let (meeting, item) = held(&table).await;
    table.approve(&meeting).await;
    let holds = async |subject: Option<&str>, needle: &str| -> Vec<String> {
        let all = told(&app, subject, &table, &meeting, &item).await;
        all.into_iter().filter(|(_, answer)| answer.contains(needle)).map(|(place, _)| place).collect()
    };
    // Without masking it is there, or the search finds nothing at all.
    assert!(holds(None, SECRET).await.len() >= 5, "{:?}", holds(None, SECRET).await);
    let masking = act(&table.leader(), "maskPassage", MASKING, mask(&item)).await;
    assert_eq!((&masking["mark"], &masking["status"]), (&json!(MARK), &json!("STANDING")));
    for outsider in [None, Some("demo-hub-manager"), Some("demo-other-org-contact"), Some("demo-system-admin")] {
        assert_eq!(holds(outsider, SECRET).await, Vec::<String>::new(), "{outsider:?}");
        assert!(holds(outsider, MARK).await.len() >= 5, "{outsider:?}");
        let speaker = outsider.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
        let sought = speaker.ask(ALL, json!({ "id": meeting })).await;
        assert_eq!((&sought["sought"]["totalCount"], &sought["listed"]["totalCount"]), (&json!(0), &json!(0)));
        let node = "query($id: ID!) { node(id: $id) { id } }";
        assert_eq!(speaker.ask(node, json!({ "id": masking["id"] })).await["node"], Value::Null);
    }
    // The council's own are told what it is, and that it is masked.
    let own = app.speak_as("verifier").ask(ALL, json!({ "id": meeting })).await;
    assert_eq!(own["node"]["maskings"]["nodes"], json!([{ "passage": SECRET, "mark": MARK }]));
    for subject in ["verifier", "demo-hub-manager"] {
        let denied = refusal(&app.speak_as(subject), "maskPassage", MASKING, &mask(&item)).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    let strange = refusal(&app.speak_as("demo-process-leader"), "maskPassage", MASKING, &mask(&item)).await;
    assert_eq!(strange, fault("REFERENCE_IS_UNKNOWN", "input.itemId"));
    // It is approved still, and comes back as it was.
    let shown = app
        .anonymous()
        .ask("query($id: ID!) { node(id: $id) { ... on CouncilMeeting { status } } }", json!({ "id": meeting }))
        .await;
    assert_eq!(shown["node"]["status"], "MINUTES_APPROVED");
    let lift = json!({ "id": masking["id"], "expectedVersion": 1, "reason": "Har själv trätt fram" });
    assert_eq!(act(&table.leader(), "liftMasking", MASKING, lift).await["status"], "LIFTED");
    assert!(holds(None, SECRET).await.len() >= 5);
    assert_eq!(holds(None, "[maskerat").await, Vec::<String>::new());
    assert_eq!(events(&app, &masking["id"]).await, ["PassageMasked", "MaskingLifted"]);
}

async fn a_name_is_masked_wherever_it_was_public(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let named =
        json!({ "membershipId": table.members[0], "name": SECRET, "validFrom": "2026-01-01", "published": true });
    act(&table.leader(), "nameRepresentative", "representative { id }", named).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let rows = presences(&app, &meeting).await;
    let at =
        |mandate: &Value| rows.iter().find(|row| row["membership"]["id"] == *mandate).expect("there")["id"].clone();
    let holds = async |needle: &str| -> Vec<String> {
        let all = told(&app, None, &table, &meeting, &item).await;
        all.into_iter().filter(|(_, answer)| answer.contains(needle)).map(|(place, _)| place).collect()
    };
    let before = holds(SECRET).await;
    assert!(before.iter().any(|place| place.starts_with("/popolo/")) && before.len() >= 3, "{before:?}");
    let mask = |presence: Value| json!({ "presenceId": presence, "ground": "OTHER", "provision": "22 kap. OSL" });
    let nobody = refusal(&table.leader(), "maskPerson", MASKING, &mask(at(&table.members[1]))).await;
    assert_eq!(nobody, fault("NOBODY_IS_NAMED", "input.presenceId"));
    let masking = act(&table.leader(), "maskPerson", MASKING, mask(at(&table.members[0]))).await;
    assert_eq!(holds(SECRET).await, Vec::<String>::new());
    assert!(holds("[maskerat 1: 22 kap. OSL]").await.iter().any(|place| place.starts_with("/protokoll/")));
    // Nor does one who sits on under the mandate become public.
    let sits_on =
        json!({ "membershipId": table.members[0], "name": SECRET, "validFrom": "2026-04-01", "published": true });
    act(&table.leader(), "nameRepresentative", "representative { id }", sits_on).await;
    assert_eq!(holds(SECRET).await, Vec::<String>::new());
    let again = refusal(&table.leader(), "maskPerson", MASKING, &mask(at(&table.members[0]))).await;
    assert_eq!(again, fault("PERSON_IS_MASKED", "input.presenceId"));
    let own = app.speak_as("verifier").ask(ALL, json!({ "id": meeting })).await.to_string();
    assert!(own.contains(SECRET), "{own}");
    let lift = json!({ "id": masking["id"], "expectedVersion": 1, "reason": "Grunden har upphört" });
    act(&table.leader(), "liftMasking", MASKING, lift).await;
    assert_eq!(holds(SECRET).await, before);
}

async fn a_masking_is_not_written_over(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let (meeting, item) = held(&table).await;
    act(&leader, "draftMinutes", MEETING, json!({ "id": meeting, "expectedVersion": 4 })).await;
    for (passage, provision, code, path) in [
        ("Finns inte", None, "PASSAGE_IS_NOT_FOUND", "passage"),
        ("[maskerat", None, "PASSAGE_HOLDS_A_BRACKET", "passage"),
        (SECRET, Some("a]b"), "PASSAGE_HOLDS_A_BRACKET", "provision"),
    ] {
        let input = json!({ "itemId": item, "passage": passage, "ground": "GDPR", "provision": provision });
        let told = refusal(&leader, "maskPassage", MASKING, &input).await;
        assert_eq!(told, fault(code, &format!("input.{path}")), "{passage}");
    }
    let masking = act(&leader, "maskPassage", MASKING, mask(&item)).await;
    let write = |discussion: &str| {
        json!({ "id": item, "expectedVersion": 4, "kind": "DECISION", "title": format!("Ärende om {MARK}"), "position": 1,
            "text": format!("{MARK} har skrivit. {MARK} igen."), "discussion": discussion })
    };
    let over = refusal(&leader, "changeAgendaItem", "item { id }", &write("Ingen minns.")).await;
    assert_eq!(over, fault("MASKING_IS_LEFT_OUT", "input.discussion"));
    act(&leader, "changeAgendaItem", "item { id }", write(&format!("Alla minns {MARK} väl."))).await;
    let note =
        json!({ "itemId": item, "membershipId": table.members[1], "kind": "STATEMENT", "text": "Känner ingen." });
    assert_eq!(refusal(&leader, "recordItemNote", NOTE, &note).await, fault("MASKING_IS_LEFT_OUT", "input.text"));
    let lift = json!({ "id": masking["id"], "expectedVersion": 1, "reason": "Fel person" });
    act(&leader, "liftMasking", MASKING, lift.clone()).await;
    let again = refusal(
        &leader,
        "liftMasking",
        MASKING,
        &json!({ "id": masking["id"], "expectedVersion": 2, "reason": "Igen" }),
    )
    .await;
    assert_eq!(again, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    let said = leader
        .ask("query($id: ID!) { node(id: $id) { ... on AgendaItem { discussion } } }", json!({ "id": item }))
        .await;
    assert_eq!(said["node"]["discussion"], json!(format!("Alla minns {SECRET} väl.")));
}

async fn what_another_masking_masks_stays_masked(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let (_, item) = held(&table).await;
    let wide = json!({ "itemId": item, "passage": format!("Alla minns {SECRET}"), "ground": "GDPR" });
    let wide = act(&leader, "maskPassage", MASKING, wide).await;
    act(&leader, "maskPassage", MASKING, mask(&item)).await;
    let lift = json!({ "id": wide["id"], "expectedVersion": 1, "reason": "För mycket" });
    act(&leader, "liftMasking", MASKING, lift).await;
    let said = leader
        .ask("query($id: ID!) { node(id: $id) { ... on AgendaItem { discussion } } }", json!({ "id": item }))
        .await;
    assert_eq!(said["node"]["discussion"], "Alla minns [maskerat 2: 21 kap. OSL, 1 §].");
}

async fn a_passage_is_masked_by_its_form(Open(app): Open) {
    let (council, branch) = branch(&app).await;
    let table = Table::at(&app, council, branch, 3).await;
    let reader = Reader::of(&app, "process_leader").await;
    let (meeting, item) = held(&table).await;
    table.approve(&meeting).await;
    let form = reader.get(&format!("/gor/maskPassage?itemId={}", text(&item))).await;
    let hidden = |name| form.field("form class=\"ask command\" method=\"post\"", name);
    let (answer, once) = (hidden("svar"), hidden("en-gang"));
    let fields = [
        ("svar", answer.as_str()),
        ("en-gang", once.as_str()),
        ("itemId", text(&item)),
        ("passage", SECRET),
        ("ground", "OSL_21"),
        ("provision", "1 §"),
    ];
    let done = reader.post("/gor/maskPassage", &fields).await;
    assert_eq!(done.status, http::StatusCode::SEE_OTHER, "{}", done.html);
    let minutes = format!("/protokoll/{}", text(&meeting));
    let nobody = Reader { app: &app, cookie: String::new() };
    let html = nobody.get(&minutes).await.html;
    assert!(html.contains(MARK) && !html.contains(SECRET), "{html}");
    // Nor do the pages of the item and the decision tell it, in whatever they say of its course.
    let decision = "query($id: ID!) { node(id: $id) { ... on AgendaItem { decisions(first: 1) { nodes { id } } } } }";
    let found = app.anonymous().ask(decision, json!({ "id": item })).await;
    let decision = &found["node"]["decisions"]["nodes"][0]["id"];
    let outsider = Reader::of(&app, "hub_manager").await;
    for thing in [&item, decision] {
        let html = outsider.get(&format!("/ting/{}", text(thing))).await.html;
        assert!(html.contains(MARK) && !html.contains(SECRET), "{html}");
    }
    // The council's own read both, beside one another.
    reader.get(&minutes).await.says(&[&format!("{SECRET} {MARK}")]);
}

async fn what_is_masked_does_not_come_back(app: DemoApp) {
    const DECISION: &str = "decision { id version text status statusReason }";
    const STRANGE: &str = "[maskerat 9: OSL]";
    let table = Table::set(&app, 3).await;
    let (leader, chair) = (table.leader(), table.chair());
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({})).await;
    let paper = |title: String| json!({ "itemId": item, "kind": "APPENDIX", "title": title, "access": "PUBLIC" });
    let letter = act(&leader, "addPaper", "paper { id }", paper(format!("Brev från {SECRET}"))).await["id"].clone();
    table.open(&meeting, "2026-03-04", &table.members).await;
    let decided = table.propose(&item).await;
    table.settle(&decided, json!("FOR")).await;

    // All that is wrong is told at once, and a part of a word is no word.
    let bare = json!({ "itemId": item, "passage": "", "ground": "OTHER" });
    let told = refusal(&leader, "maskPassage", MASKING, &bare).await;
    let both = [fault("TEXT_LENGTH_IS_WRONG", "input.passage"), fault("FIELD_IS_REQUIRED", "input.provision")];
    assert_eq!(told, both.concat());
    let part = json!({ "itemId": item, "passage": "om", "ground": "GDPR" });
    let told = refusal(&leader, "maskPassage", MASKING, &part).await;
    assert_eq!(told, fault("PASSAGE_IS_NOT_FOUND", "input.passage"));

    // The title of a paper is masked, and so is whatever is written afterwards.
    let masking = act(&leader, "maskPassage", MASKING, mask(&item)).await;
    let shown = "query($id: ID!) { node(id: $id) { ... on MeetingPaper { title version } } }";
    let masked = leader.ask(shown, json!({ "id": letter })).await;
    assert_eq!(masked["node"], json!({ "title": format!("Brev från {MARK}"), "version": 2 }));
    let again = act(&leader, "addPaper", "paper { title }", paper(format!("{SECRET}s svar"))).await;
    assert_eq!(again["title"], format!("{MARK}s svar"));
    let rename = |title: String| json!({ "id": letter, "expectedVersion": 2, "kind": "APPENDIX", "title": title, "datedOn": "2026-02-18" });
    let bare = refusal(&leader, "changePaper", "paper { id }", &rename("Brev".to_owned())).await;
    assert_eq!(bare, fault("MASKING_IS_LEFT_OUT", "input.title"));
    let renamed = act(&leader, "changePaper", "paper { title }", rename(format!("{SECRET}: brev från {MARK}"))).await;
    assert_eq!(renamed["title"], format!("{MARK}: brev från {MARK}"));
    let note =
        |text: String| json!({ "itemId": item, "membershipId": table.members[1], "kind": "STATEMENT", "text": text });
    let noted = act(&leader, "recordItemNote", "note { text }", note(format!("Känner {SECRET} väl."))).await;
    assert_eq!(noted["text"], format!("Känner {MARK} väl."));
    let propose = |text: String| json!({ "itemId": item, "text": text });
    let proposal = act(&leader, "proposeDecision", DECISION, propose(format!("Rådet svarar {SECRET}."))).await;
    assert_eq!(proposal["text"], format!("Rådet svarar {MARK}."));
    let proposal = proposal["id"].clone();
    let postpone = |reason: String| json!({ "id": proposal, "expectedVersion": 1, "reason": reason });

    // A mark is of a masking that stands on the item.
    let other = json!({ "meetingId": meeting, "kind": "DISCUSSION", "title": format!("Mer om {MARK}") });
    for (name, shown, input, field) in [
        ("recordItemNote", "note { id }", note(format!("Känner {MARK} väl, och {STRANGE}.")), "text"),
        ("proposeDecision", "decision { id }", propose(STRANGE.to_owned()), "text"),
        ("postponeDecision", "decision { id }", postpone(STRANGE.to_owned()), "reason"),
        ("addPaper", "paper { id }", paper(STRANGE.to_owned()), "title"),
        ("addAgendaItem", "item { id }", other, "title"),
    ] {
        let speaker = if name == "postponeDecision" { &chair } else { &leader };
        let told = refusal(speaker, name, shown, &input).await;
        assert_eq!(told, fault("MARK_IS_OF_NO_MASKING", &format!("input.{field}")), "{name}");
    }
    let postponed = act(&chair, "postponeDecision", DECISION, postpone(format!("{SECRET} är bortrest"))).await;
    assert_eq!(postponed["statusReason"], format!("{MARK} är bortrest"));
    table.close(&meeting, "2026-03-04").await;
    let say = |version: i32, discussion: String| {
        json!({ "id": item, "expectedVersion": version, "kind": "DECISION", "title": "Vätgas", "position": 1,
            "text": format!("{SECRET} har skrivit."), "discussion": discussion })
    };
    let said =
        act(&leader, "changeAgendaItem", "item { version text discussion }", say(2, format!("Om {SECRET}."))).await;
    let expected = json!({ "version": 3, "text": format!("{MARK} har skrivit."), "discussion": format!("Om {MARK}.") });
    assert_eq!(said, expected);
    let strange = json!({ "id": item, "expectedVersion": 3, "kind": "DECISION", "title": "Vätgas", "position": 1,
        "text": format!("{MARK} har skrivit."), "discussion": format!("Om {MARK} {STRANGE}.") });
    let told = refusal(&leader, "changeAgendaItem", "item { id }", &strange).await;
    assert_eq!(told, fault("MARK_IS_OF_NO_MASKING", "input.discussion"));

    // Nor does what becomes of a decision after the approval tell it.
    table.approve(&meeting).await;
    let rescind = |reason: String| json!({ "id": decided, "expectedVersion": 3, "reason": reason });
    let told = refusal(&chair, "rescindDecision", DECISION, &rescind(STRANGE.to_owned())).await;
    assert_eq!(told, fault("MARK_IS_OF_NO_MASKING", "input.reason"));
    let rescinded = act(&chair, "rescindDecision", DECISION, rescind(format!("{SECRET} hade fel"))).await;
    let became = (&rescinded["status"], &rescinded["statusReason"]);
    assert_eq!(became, (&json!("RESCINDED"), &json!(format!("{MARK} hade fel"))));
    for (place, answer) in told_to_everyone(&app, &table, &meeting, &item).await {
        assert!(!answer.contains(SECRET), "{place}: {answer}");
    }
    let lift = json!({ "id": masking["id"], "expectedVersion": 1, "reason": "Har själv trätt fram" });
    act(&leader, "liftMasking", MASKING, lift).await;
    let bare = leader.ask(shown, json!({ "id": letter })).await;
    assert_eq!(bare["node"]["title"], format!("{SECRET}: brev från {SECRET}"));
}

/// As [`told`], with the titles of the item's papers.
async fn told_to_everyone(app: &App, table: &Table<'_>, meeting: &Value, item: &Value) -> Vec<(String, String)> {
    let mut all = told(app, None, table, meeting, item).await;
    let papers = "query($id: ID!) { node(id: $id) { ... on AgendaItem { papers(first: 9) { nodes { title } } } } }";
    let found = app.anonymous().ask(papers, json!({ "id": item })).await;
    assert_eq!(found["node"]["papers"]["nodes"].as_array().map(Vec::len), Some(2), "{found}");
    all.push(("the papers".to_owned(), found.to_string()));
    all
}

async fn a_masked_name_is_not_the_hubs(Open(app): Open) {
    let (council, branch) = branch(&app).await;
    let table = Table::at(&app, council, branch, 3).await;
    let named = json!({ "membershipId": table.members[0], "name": SECRET, "validFrom": "2026-01-01" });
    act(&table.leader(), "nameRepresentative", "representative { id }", named).await;
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let rows = presences(&app, &meeting).await;
    let sat = rows.iter().find(|row| row["membership"]["id"] == table.members[0]).expect("there")["id"].clone();
    let (minutes, asked) = (format!("/protokoll/{}", text(&meeting)), json!({ "id": meeting }));
    let hub = Reader::of(&app, "hub_manager").await;
    let manager = app.speak_as("demo-hub-manager");
    // The hub is told who sits in its council, until the name is masked.
    assert!(manager.ask(ALL, asked.clone()).await.to_string().contains(SECRET));
    hub.get(&minutes).await.says(&[SECRET]);
    let mask = json!({ "presenceId": sat, "ground": "OSL_21", "provision": "1 §" });
    act(&table.leader(), "maskPerson", MASKING, mask).await;
    for subject in ["demo-hub-manager", "demo-hub-coordinator"] {
        let told = app.speak_as(subject).ask(ALL, asked.clone()).await.to_string();
        assert!(told.contains(MARK) && !told.contains(SECRET), "{subject}: {told}");
    }
    let html = hub.get(&minutes).await.html;
    assert!(html.contains(MARK) && !html.contains(SECRET), "{html}");
    // The council's own are.
    let own = Reader::of(&app, "process_leader").await;
    own.get(&minutes).await.says(&[&format!("{SECRET} {MARK}")]);
    assert!(app.speak_as("verifier").ask(ALL, asked).await.to_string().contains(SECRET));
}

async fn no_paper_of_the_meeting_tells_what_is_masked(app: DemoApp) {
    const PAPER: &str = "query($id: ID!) { node(id: $id) { ... on MeetingPaper { title fileName } } }";
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "INFORMATION", json!({ "text": format!("{SECRET} har skrivit.") })).await;
    let other = table.add(&meeting, "INFORMATION", json!({})).await;
    let paper = async |title: &str| {
        let input = json!({ "itemId": other, "kind": "APPENDIX", "title": title, "access": "PUBLIC" });
        act(&leader, "addPaper", "paper { id title }", input).await
    };
    let letter = paper(&format!("Brev från {SECRET}")).await["id"].clone();
    put(&app, Some("leader"), &letter, "Brev%20Hemlighan_Ek.txt", b"Hej").await;
    let late = paper("Ett svar").await["id"].clone();
    let masking = act(&leader, "maskPassage", MASKING, mask(&item)).await;
    // Of another item, handed in before and after, and titled afterwards.
    let shown = async |paper: &Value| leader.ask(PAPER, json!({ "id": paper })).await["node"].clone();
    let masked = json!({ "title": format!("Brev från {MARK}"), "fileName": format!("Brev {MARK}.txt") });
    assert_eq!(shown(&letter).await, masked);
    let (_, filed) = put(&app, Some("leader"), &late, "Hemlighan%20Ek.txt", b"Hej igen").await;
    assert_eq!(filed["fileName"], json!(format!("{MARK}.txt")), "{filed}");
    assert_eq!(paper(&format!("{SECRET}s svar")).await["title"], json!(format!("{MARK}s svar")));
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    table.approve(&meeting).await;
    let id = text(&letter);
    for path in [
        format!("/protokoll/{}", text(&meeting)),
        format!("/ting/{id}"),
        format!("/underlag/{id}"),
        format!("/oparl/1.1/paper/{id}"),
        format!("/oparl/1.1/file/{id}"),
        format!("/oparl/1.1/meeting/{}", text(&meeting)),
        "/oparl/1.1/papers".to_owned(),
    ] {
        let got = send(&app, Method::GET, None, &path, &[]).await;
        let all = format!("{:?} {}", got.headers, String::from_utf8_lossy(&got.bytes));
        assert!(!all.contains("Hemlighan"), "{path}: {all}");
    }
    let lift = json!({ "id": masking["id"], "expectedVersion": 1, "reason": "Har själv trätt fram" });
    act(&leader, "liftMasking", MASKING, lift).await;
    let bare = json!({ "title": format!("Brev från {SECRET}"), "fileName": format!("Brev {SECRET}.txt") });
    assert_eq!(shown(&letter).await, bare);
}
