//! Two things at once: a room that is taken is refused, a person who is enrolled twice is told of.

use kernel::{Id, id::kind};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{ADA, BO, Place};
use crate::harness::{App, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_room_of_a_provider_holds_one_session_at_a_time,
        two_hubs_never_take_one_room_at_once,
        who_is_enrolled_in_two_sessions_at_once_is_told_of,
    ]
}

const ADD: &str = "mutation($input: AddSessionInput!) { addSession(input: $input) {
    session { id } userErrors { code message path } } }";
const CLASHES: &str = "query($id: ID!) { node(id: $id) { ... on Enrolment { clashes { cursor startsAt endsAt } } } }";

fn session(occasion: &Value, from: &str, to: &str, room: Option<&str>) -> Value {
    json!({ "input": { "occasionId": occasion["id"], "startsAt": format!("2026-09-07T{from}:00:00Z"),
        "endsAt": format!("2026-09-07T{to}:00:00Z"), "place": room } })
}

impl Place {
    /// An idea that the employer is to give, and an occasion of it.
    async fn given(&self, title: &str) -> Value {
        self.given_by("manager", &self.hub, title).await
    }

    /// As [`Place::given`], of another hub that `manager` manages.
    async fn given_by(&self, manager: &str, hub: &str, title: &str) -> Value {
        let input = json!({ "hubId": hub, "title": title, "kind": "COURSE", "delivery": "PLACE",
            "targetGroup": "EMPLOYEES", "hours": 8, "providerId": self.employer });
        let effort = self.done(manager, "planEffort", "effort", input).await;
        let input =
            json!({ "effortId": effort["id"], "startsOn": "2026-09-01", "endsOn": "2026-09-30", "capacity": 9 });
        self.done(manager, "planOccasion", "occasion", input).await
    }

    /// Another hub of the council, which `neighbour` manages.
    async fn neighbour(&self) -> String {
        let (hub, role) = (Id::<kind::Hub>::new(self.app.db.ids()), Id::<kind::RoleAssignment>::new(self.app.db.ids()));
        let made = format!(
            "INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on,
                demonstration)
            SELECT '{hub}', 1, council_id, operator_id, 'Grannavet', 'grannavet', status, established_on, demonstration
            FROM hubs"
        );
        let given = format!(
            "INSERT INTO role_assignments (id, version, issuer, subject, role, hub_id, valid_from)
            VALUES ('{role}', 1, 'kompetensnav-demo', 'neighbour', 'HUB_MANAGER', '{hub}', '2020-01-01')"
        );
        for statement in [made, given] {
            let done = self.app.db.connection().execute_unprepared(&statement).await;
            done.unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        hub.public()
    }

    async fn add(&self, session: Value) {
        let data = self.by("manager").ask(ADD, session).await;
        assert_eq!(data["addSession"]["userErrors"], json!([]), "{data:#}");
    }

    async fn clashes(&self, subject: &str, enrolment: &Value) -> Value {
        self.by(subject).ask(CLASHES, json!({ "id": enrolment["id"] })).await["node"]["clashes"].clone()
    }
}

async fn a_room_of_a_provider_holds_one_session_at_a_time(app: App) {
    let place = Place::open(app).await;
    let (first, second) = (place.given("Svets").await, place.given("Mätteknik").await);
    place.add(session(&first, "08", "12", Some("Sal 1"))).await;
    let manager = place.by("manager");
    assert_eq!(manager.refused(ADD, session(&second, "11", "13", Some("sal 1"))).await, "ROOM_IS_TAKEN");
    assert_eq!(place.app.number("SELECT count(*) FROM sessions").await, 1);
    place.add(session(&second, "11", "12", Some("Sal 2"))).await;
    place.add(session(&second, "12", "14", Some("Sal 1"))).await;
    // A course that is cancelled leaves its room.
    let cancelled = json!({ "id": first["id"], "expectedVersion": 2, "step": "CANCEL", "reason": "För få anmälda" });
    place.done("manager", "advanceOccasion", "occasion", cancelled).await;
    place.add(session(&second, "08", "10", Some("Sal 1"))).await;
}

/// Each hub holds none of the other's rows: they take turns under the provider's.
async fn two_hubs_never_take_one_room_at_once(app: App) {
    let place = Place::open(app).await;
    let hub = place.neighbour().await;
    let own = place.given("Svets").await;
    let theirs = place.given_by("neighbour", &hub, "Mätteknik").await;
    for (manager, occasion) in [("manager", &own), ("neighbour", &theirs)] {
        let input = json!({ "id": occasion["id"], "expectedVersion": occasion["version"], "step": "CONFIRM" });
        place.done(manager, "advanceOccasion", "occasion", input).await;
    }
    let (manager, neighbour) = (place.by("manager"), place.by("neighbour"));
    for hour in 6..16 {
        let (from, to) = (format!("{hour:02}"), format!("{:02}", hour + 1));
        let at = |occasion: &Value| session(occasion, &from, &to, Some("Sal 1"));
        let (one, other) = tokio::join!(manager.ask(ADD, at(&own)), neighbour.ask(ADD, at(&theirs)));
        let refused = [one, other].map(|told| told["addSession"]["userErrors"][0]["code"].clone());
        assert!(refused.contains(&Value::Null) && refused.contains(&json!("ROOM_IS_TAKEN")), "{hour}: {refused:?}");
    }
    assert_eq!(place.app.number("SELECT count(*) FROM sessions").await, 10);
}

async fn who_is_enrolled_in_two_sessions_at_once_is_told_of(app: App) {
    let place = Place::open(app).await;
    let ((_, first), (_, second)) = (place.effort(5).await, place.effort(5).await);
    place.add(session(&first, "08", "12", None)).await;
    place.add(session(&second, "11", "14", None)).await;
    let (ada, bo) = (place.participation(ADA, "Ada Berg").await, place.participation(BO, "Bo Lund").await);
    let one = place.eligible(&first, &ada).await;
    assert_eq!(place.clashes("contact", &one).await, json!([]));
    let nominate = "mutation($input: EnrolInput!) { nominateParticipant(input: $input) {
        enrolment { id version clashes { cursor startsAt endsAt } } userErrors { code } } }";
    let input = json!({ "input": { "occasionId": second["id"], "participationId": ada["id"] } });
    let data = place.by("contact").ask(nominate, input).await;
    let two = &data["nominateParticipant"]["enrolment"];
    let clash = |other: &Value| {
        json!([{ "cursor": other["id"], "startsAt": "2026-09-07T11:00:00.000000Z",
            "endsAt": "2026-09-07T12:00:00.000000Z" }])
    };
    assert_eq!(two["clashes"], clash(&one), "told where she is enrolled: {data:#}");
    assert_eq!(place.clashes("manager", &one).await, clash(two), "and of the other");
    let elsewhere = place.eligible(&second, &bo).await;
    assert_eq!(place.clashes("manager", &elsewhere).await, json!([]), "of her alone");
    // Whoever reads neither is told nothing.
    for subject in ["stranger", "member"] {
        let data = place.by(subject).ask(CLASHES, json!({ "id": one["id"] })).await;
        assert_eq!(data["node"], Value::Null, "{subject}");
    }
    let withdraw = json!({ "id": two["id"], "expectedVersion": two["version"], "step": "WITHDRAW" });
    place.done("contact", "advanceEnrolment", "enrolment", withdraw).await;
    assert_eq!(place.clashes("manager", &one).await, json!([]), "what is withdrawn clashes with nothing");
}
