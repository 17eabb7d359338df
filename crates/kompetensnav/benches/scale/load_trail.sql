UPDATE needs SET status = 'IN_ACTION' WHERE status IN ('QUALIFIED', 'ENDORSED') AND id IN (SELECT need_id FROM need_efforts);
INSERT INTO signal_links (id, signal_id, council_id, need_id, linked_on)
SELECT @k[s.i], g.id, g.council_id, y.need_id, g.captured_on
FROM @series[{signals}] JOIN signals g ON g.id = @s[s.i] JOIN need_efforts y ON y.id = @y[s.i * 2];
INSERT INTO need_scores (id, version, need_id, council_id, plan_id, volume, urgency, substitutability_gap, endorsements, equality_effect,
    existing_supply, weight_volume, weight_urgency, weight_substitutability_gap, weight_endorsements, weight_equality_effect,
    weight_existing_supply, term_volume, term_urgency, term_substitutability_gap, term_endorsements, term_equality_effect,
    term_existing_supply, score, people_lacking, horizon, endorsers, rationale, scored_on, earlier_id, replaced_on)
SELECT CASE x.nth WHEN 1 THEN @sa[x.i] ELSE @sb[x.i] END, 1, x.need_id, x.council_id, q.id, x.volume, 50, x.gap, 25, x.equality, x.supply,
    q.weight_volume, q.weight_urgency, q.weight_substitutability_gap, q.weight_endorsements, q.weight_equality_effect, q.weight_existing_supply,
    q.weight_volume * x.volume, q.weight_urgency * 50, q.weight_substitutability_gap * x.gap, q.weight_endorsements * 25,
    q.weight_equality_effect * x.equality, -q.weight_existing_supply * x.supply,
    q.weight_volume * x.volume + q.weight_urgency * 50 + q.weight_substitutability_gap * x.gap + q.weight_endorsements * 25
        + q.weight_equality_effect * x.equality - q.weight_existing_supply * x.supply,
    x.volume, 'MEDIUM', 1, 'Få närliggande yrken kan ersätta.', CASE x.nth WHEN 1 THEN x.first_on ELSE x.scored_on END,
    CASE WHEN x.nth = 2 AND x.i % 10 = 0 THEN @sa[x.i] END, CASE x.nth WHEN 1 THEN x.scored_on END
FROM (
    SELECT s.i, k.nth, n.id AS need_id, n.council_id, n.people_needed AS volume, s.i % 10 * 10 AS gap, s.i % 5 * 20 AS equality,
        s.i % 4 * 10 * k.nth AS supply, @day[CASE WHEN s.i % {days} > 80 THEN s.i % {days} - 50 ELSE 30 END] AS first_on,
        @day[CASE WHEN s.i % {days} > 80 THEN s.i % {days} - 80 ELSE 0 END] AS scored_on
    FROM @series[{needs}] JOIN needs n ON n.id = @p[s.i] AND n.status IN ('IN_ACTION', 'MET')
    JOIN (SELECT 1 AS nth UNION ALL SELECT 2) k ON k.nth = 2 OR s.i % 10 = 0) x
JOIN action_plans q ON q.council_id = x.council_id AND q.in_force_from <= x.scored_on AND (q.ended_on IS NULL OR q.ended_on > x.scored_on);
INSERT INTO triages (id, version, need_id, hub_id, council_id, path, volume, urgency, substitutability_gap, endorsements, equality_effect,
    existing_supply, weight_volume, weight_urgency, weight_substitutability_gap, weight_endorsements, weight_equality_effect,
    weight_existing_supply, plan_id, score, rationale, triaged_at)
SELECT @ta[s.i], 1, c.need_id, h.id, c.council_id, COALESCE((SELECT e.path FROM need_efforts y JOIN efforts e ON e.id = y.effort_id
        WHERE y.need_id = c.need_id ORDER BY e.id LIMIT 1), 'USE_EXISTING'),
    c.volume, c.urgency, c.substitutability_gap, c.endorsements, c.equality_effect, c.existing_supply, c.weight_volume, c.weight_urgency,
    c.weight_substitutability_gap, c.weight_endorsements, c.weight_equality_effect, c.weight_existing_supply, c.plan_id, c.score,
    'Ingen annan ger kursen.', @instant[CASE WHEN s.i % {days} > 80 THEN s.i % {days} - 80 ELSE 0 END]
FROM @series[{needs}] JOIN need_scores c ON c.id = @sb[s.i] JOIN hubs h ON h.council_id = c.council_id;
INSERT INTO triage_assessments (id, version, triage_id, need_id, hub_id, council_id, path, volume, urgency, substitutability_gap,
    endorsements, equality_effect, existing_supply, weight_volume, weight_urgency, weight_substitutability_gap, weight_endorsements,
    weight_equality_effect, weight_existing_supply, plan_id, score, rationale, assessed_at)
SELECT t.id, 1, t.id, t.need_id, t.hub_id, t.council_id, t.path, t.volume, t.urgency, t.substitutability_gap, t.endorsements,
    t.equality_effect, t.existing_supply, t.weight_volume, t.weight_urgency, t.weight_substitutability_gap, t.weight_endorsements,
    t.weight_equality_effect, t.weight_existing_supply, t.plan_id, t.score, t.rationale, t.triaged_at FROM triages t;
INSERT INTO procurements (id, version, organisation_id, hub_id, council_id, title, title_key, regime, category, method, cpv_code,
    estimated_value_minor, status, planned_on, published_on, quotes_due_on, awarded_on, supplier_id, award_reason, disclosed_on,
    contracted_on, delivered_on)
SELECT @ba[s.i], 1, h.operator_id, e.hub_id, e.council_id, 'Upphandling', 'upphandling', 'LOU', 'SOCIAL_AND_SPECIAL', 'OPEN', '80530000',
    30000000, CASE e.status WHEN 'OPEN' THEN 'CONTRACTED' ELSE 'CLOSED' END, @day[s.i * 2 % {days} + 500], @day[s.i * 2 % {days} + 480],
    @day[s.i * 2 % {days} + 450], @day[s.i * 2 % {days} + 420], e.provider_id, 'Det bästa anbudet.', @day[s.i * 2 % {days} + 420],
    @day[s.i * 2 % {days} + 405], CASE WHEN e.status <> 'OPEN' THEN @day[s.i * 2 % {days} + 260] END
FROM @series[{efforts}] JOIN efforts e ON e.id = @e[s.i] AND e.path = 'PROCURE' JOIN hubs h ON h.id = e.hub_id;
INSERT INTO procured_efforts (procurement_id, effort_id)
SELECT p.id, @e[s.i] FROM @series[{efforts}] JOIN procurements p ON p.id = @ba[s.i];
INSERT INTO quotes (id, version, procurement_id, organisation_id, hub_id, bidder_id, amount_minor, received_on, status, points, judgement)
SELECT @bb[s.i], 1, p.id, p.organisation_id, p.hub_id, @g[((s.i - 1) / 3 + 1 + (s.i - 1) % 3 * 100) % 400 + 1],
    25000000 + (s.i - 1) % 3 * 1000000, p.quotes_due_on, CASE (s.i - 1) % 3 WHEN 0 THEN 'ACCEPTED' ELSE 'QUALIFIED' END,
    90 - (s.i - 1) % 3 * 5, 'Uppfyller kraven.'
FROM @series[{quotes}] JOIN procurements p ON p.id = @ba[(s.i - 1) / 3 + 1];
INSERT INTO contract_versions (id, procurement_id, organisation_id, hub_id, quote_id, supplier_id, edition, contents, amount_minor, valid_from,
    signed_on)
SELECT p.id, p.id, p.organisation_id, p.hub_id, a.id, a.bidder_id, 1, 'Kursen enligt anbudet.', a.amount_minor, p.contracted_on, p.contracted_on
FROM procurements p JOIN quotes a ON a.procurement_id = p.id AND a.status = 'ACCEPTED';
INSERT INTO participants (id, version, identity_kind, identity_sealed, name_sealed, protected, demonstration, created_at)
SELECT @aa[s.i], 1, 'OTHER', @blob[00], @blob[00], false, true, 0 FROM @series[{people}];
INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, provider_id, participant_id, organisation_id, status, source,
    applied_on, started_on, ended_on, minutes, record_key, demonstration)
SELECT @ab[s.i], 1, z.id, z.effort_id, z.hub_id, z.council_id, z.provider_id, @aa[s.i * 7 % {people} + 1], @g[s.i * 7 % 400 + 1],
    CASE WHEN z.status <> 'FINISHED' THEN 'CONFIRMED' WHEN s.i % 10 = 0 THEN 'DROPPED_OUT' WHEN s.i % 10 = 7 THEN 'NO_SHOW'
        ELSE 'COMPLETED' END,
    'NOMINATION', z.starts_on, CASE WHEN z.status = 'FINISHED' AND s.i % 10 <> 7 THEN z.starts_on END,
    CASE WHEN z.status = 'FINISHED' AND s.i % 10 <> 7 THEN z.ends_on END,
    CASE WHEN z.status = 'FINISHED' AND s.i % 10 <> 7 THEN 2400 ELSE 0 END, s.i, true
FROM @series[{enrolments}] JOIN occasions z ON z.id = @z[(s.i - 1) / 5 + 1];
INSERT INTO outcomes (id, version, enrolment_id, effort_id, hub_id, council_id, participant_id, organisation_id, kind, status, source,
    observed_on, recorded_at)
SELECT @ac[s.i], 1, n.id, n.effort_id, n.hub_id, n.council_id, n.participant_id, n.organisation_id, 'QUALIFICATION', 'RECORDED', 'HUB',
    n.ended_on, 0
FROM @series[{enrolments}] JOIN enrolments n ON n.id = @ab[s.i] AND n.status = 'COMPLETED';
INSERT INTO outcomes (id, version, enrolment_id, effort_id, hub_id, council_id, participant_id, organisation_id, kind, status, source,
    observed_on, recorded_at)
SELECT @ad[s.i], 1, n.id, n.effort_id, n.hub_id, n.council_id, n.participant_id, n.organisation_id,
    CASE s.i % 4 WHEN 0 THEN 'NEW_JOB' WHEN 1 THEN 'NO_CHANGE' ELSE 'STRENGTHENED_IN_INDUSTRY' END, 'RECORDED',
    CASE s.i % 2 WHEN 0 THEN 'EMPLOYER' ELSE 'PARTICIPANT' END, @day[((s.i - 1) / 5 + 1) % {days} + 80], 0
FROM @series[{enrolments}] JOIN enrolments n ON n.id = @ab[s.i] AND n.status = 'COMPLETED'
JOIN efforts e ON e.id = n.effort_id AND e.status IN ('FOLLOWED_UP', 'CLOSED') AND e.follow_up_waiver IS NULL;
