INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at)
SELECT @g[s.i], 1, false, 'Organisation', 'organisation', 'COMPANY', true, 0 FROM @series[400];
INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at)
SELECT @c[s.i], 1, 'REGIONAL', 'Råd', 'rad', 'ACTIVE', true, 0 FROM @series[21];
INSERT INTO industry_councils (id, version, council_id, name, name_key, status, sni_codes, demonstration)
SELECT @b[s.i], 1, @c[s.i % 21 + 1], 'Branschråd', 'branschrad', 'ACTIVE', '29', true FROM @series[200];
INSERT INTO role_assignments (id, version, issuer, subject, role, council_id, valid_from)
SELECT @r[s.i], 1, 'bench', 'leader', 'PROCESS_LEADER', @c[2], '2000-01-01' FROM @series[1];
INSERT INTO role_assignments (id, version, issuer, subject, role, council_id, hub_id, valid_from)
SELECT @r[s.i + 1], 1, 'bench', 'manager', 'HUB_MANAGER', @c[2], @h[2], '2000-01-01' FROM @series[1];
INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, demonstration)
SELECT @h[s.i], 1, @c[s.i], @g[s.i], 'Nav', 'nav', 'PERMANENT', '2000-01-01', true FROM @series[21];
INSERT INTO memberships (id, version, council_id, industry_council_id, body_id, organisation_id, seat, standing, status, mandate_from)
SELECT @n[s.i], 1, b.council_id, b.industry_council_id, b.body_id, @g[s.i % 400 + 1], 'EMPLOYER', 'MEMBER', 'ACTIVE', '2000-01-01'
FROM @series[663] JOIN (
    SELECT id AS body_id, id AS council_id, NULL AS industry_council_id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM councils
    UNION ALL
    SELECT id, council_id, id, 21 + ROW_NUMBER() OVER (ORDER BY id) FROM industry_councils) b ON b.place = (s.i - 1) / 3 + 1;
INSERT INTO council_meetings (id, version, council_id, industry_council_id, body_id, title, title_key, status, mode, starts_at, meets_on,
    meets_in, is_public, demonstration)
SELECT @m[s.i], 1, CASE WHEN s.i % 221 < 21 THEN @c[s.i % 221 + 1] ELSE @c[(s.i % 221 - 20) % 21 + 1] END,
    CASE WHEN s.i % 221 < 21 THEN NULL ELSE @b[s.i % 221 - 20] END,
    CASE WHEN s.i % 221 < 21 THEN @c[s.i % 221 + 1] ELSE @b[s.i % 221 - 20] END,
    'Möte', 'mote', CASE WHEN s.i / 221 = 0 THEN 'PLANNED' ELSE 'MINUTES_APPROVED' END, 'IN_PERSON', @instant[s.i / 221 * 50 - 30], @day[s.i / 221 * 50 - 30],
    2026 - s.i / 221 / 7, s.i / 221 > 0, true
FROM @series[{meetings}];
INSERT INTO needs (id, version, council_id, industry_council_id, title, title_key, status, basis, cause, horizon, target_group, ssyk_code,
    sni_code, municipality_code, people_needed, reported_on, follow_up, demonstration)
SELECT @p[s.i], 1, @c[s.i % 21 + 1], CASE WHEN s.i % 200 % 21 = s.i % 21 AND s.i % 200 > 0 THEN @b[s.i % 200] END, 'Behov', 'behov',
    CASE s.i % 4 WHEN 0 THEN 'MET' WHEN 1 THEN 'IN_ACTION' WHEN 2 THEN 'ENDORSED' ELSE 'QUALIFIED' END, 'BOTH', 'GROWTH', 'MEDIUM',
    'EMPLOYEES', {ssyk}, CASE s.i % 5 WHEN 0 THEN '29' WHEN 1 THEN '62' WHEN 2 THEN '86' WHEN 3 THEN '41' ELSE '49' END, '1480',
    s.i % 40 + 1, @day[s.i % {days}], CASE s.i % 4 WHEN 0 THEN 'Alla som gick kursen har arbete.' END, true
FROM @series[{needs}];
INSERT INTO need_transitions (id, need_id, council_id, industry_council_id, from_status, to_status, taken_on)
SELECT @t[s.i], n.id, n.council_id, n.industry_council_id,
    CASE s.i % 3 WHEN 0 THEN 'REPORTED' WHEN 1 THEN 'QUALIFIED' ELSE 'ENDORSED' END,
    CASE s.i % 3 WHEN 0 THEN 'QUALIFIED' WHEN 1 THEN 'ENDORSED' ELSE 'IN_ACTION' END,
    @day[(s.i / 3 + 1) % {days} - s.i % 3 * 40 - 20]
FROM @series[{transitions}] JOIN needs n ON n.id = @p[s.i / 3 + 1];
INSERT INTO agenda_items (id, version, meeting_id, council_id, industry_council_id, body_id, kind, position, title, title_key, need_id)
SELECT @a[s.i], 1, m.id, m.council_id, m.industry_council_id, m.body_id,
    CASE WHEN s.i % 6 = 0 THEN 'ENDORSEMENT' WHEN s.i % 3 = 0 THEN 'DECISION' ELSE 'INFORMATION' END, s.i % 15 + 1, 'Ärende', 'arende',
    CASE WHEN s.i % 6 = 0 THEN @p[(s.i / 3 % ({needs} / 21 - 1) + 1) * 21 + CAST(substr(m.council_id, 2) AS integer) - 1] END
FROM @series[{items}] JOIN council_meetings m ON m.id = @m[(s.i - 1) / 15 + 1];
INSERT INTO council_decisions (id, version, item_id, meeting_id, council_id, industry_council_id, endorses_id, text, status, decided_on,
    entitled, quorum, votes_for, votes_against, executed_on)
SELECT @d[a.i], 1, a.id, a.meeting_id, a.council_id, a.industry_council_id, a.need_id, 'Rådet beslutar',
    CASE WHEN a.i % 50 = 0 THEN 'ADOPTED' ELSE 'EXECUTED' END, a.meets_on, 3, 2, 3, 0, CASE WHEN a.i % 50 = 0 THEN NULL ELSE a.meets_on END
FROM (SELECT s.i, a.id, a.meeting_id, a.council_id, a.industry_council_id, a.need_id,
    (SELECT m.meets_on FROM council_meetings m WHERE m.id = a.meeting_id AND m.status = 'MINUTES_APPROVED') AS meets_on
    FROM @series[{decisions}] JOIN agenda_items a ON a.id = @a[s.i * 3]) a
WHERE a.meets_on IS NOT NULL;
INSERT INTO decision_votes (id, version, decision_id, item_id, meeting_id, council_id, membership_id, organisation_id, choice)
SELECT @v[s.i], 1, d.id, d.item_id, d.meeting_id, d.council_id, n.id, n.organisation_id, 'FOR'
FROM @series[{votes}] JOIN council_decisions d ON d.id = @d[(s.i - 1) / 3 + 1] JOIN memberships n
    ON n.id = @n[(CASE WHEN d.industry_council_id IS NULL THEN CAST(substr(d.council_id, 2) AS integer) - 1
        ELSE CAST(substr(d.industry_council_id, 2) AS integer) + 20 END) * 3 + (s.i - 1) % 3 + 1];
INSERT INTO endorsements (id, version, need_id, council_id, industry_council_id, status, decided_on, reference, decision_id)
SELECT d.id, 1, d.endorses_id, d.council_id, d.industry_council_id, 'VALID', d.decided_on, 'Protokoll', d.id FROM council_decisions d
WHERE d.endorses_id IS NOT NULL;
INSERT INTO signals (id, version, council_id, source, title, title_key, text, captured_on, steep, sni_code, status, assessments)
SELECT @s[s.i], 1, @c[s.i % 21 + 1], 'TECHNOLOGY', 'Signal', 'signal', 'Något händer.', @day[s.i % {days}], 'TECHNOLOGICAL', '29', 'LINKED', 0
FROM @series[{signals}];
INSERT INTO action_plans (id, version, council_id, year, edition, revises_id, title, title_key, status, weight_volume, weight_urgency,
    weight_substitutability_gap, weight_endorsements, weight_equality_effect, weight_existing_supply, in_force_from, ended_on, priorities, goals)
SELECT @q[s.i], 1, @c[s.i % 21 + 1], 2026 - (s.i - 1) / 21, ({plans} - s.i) / 21 + 1, CASE WHEN s.i + 21 <= {plans} THEN @q[s.i + 21] END, 'Plan', 'plan', CASE WHEN s.i <= 21 THEN 'IN_FORCE' ELSE 'CLOSED' END,
    20, 20, 20, 20, 10, 10, @day[((s.i - 1) / 21 + 1) * 365], CASE WHEN s.i <= 21 THEN NULL ELSE @day[(s.i - 1) / 21 * 365] END, 1, 5
FROM @series[{plans}];
INSERT INTO action_plans (id, version, council_id, year, edition, revises_id, title, title_key, status, weight_volume, weight_urgency,
    weight_substitutability_gap, weight_endorsements, weight_equality_effect, weight_existing_supply, priorities, goals)
SELECT @qa[s.i], 1, q.council_id, q.year + 1, q.edition + 1, q.id, 'Plan', 'plan', 'DRAFT', 20, 20, 20, 20, 10, 10, 1, 5
FROM @series[21] JOIN action_plans q ON q.id = @q[s.i];
INSERT INTO plan_priorities (id, plan_id, council_id, place, title)
SELECT q.id, q.id, q.council_id, 1, 'Prioritering' FROM action_plans q;
INSERT INTO plan_goals (id, version, priority_id, plan_id, council_id, year, title, metric, unit, baseline, target, due_on, latest_value,
    latest_on, earlier_id)
SELECT @w[s.i], 1, q.id, q.id, q.council_id, q.year, 'Mål', 'OTHER', 'st', 0, 100, @day[-200], 50, @day[((s.i - 1) / 105 + 1) * 365 - 270],
    CASE WHEN s.i + 105 <= {goals} THEN @w[s.i + 105] END
FROM @series[{goals}] JOIN action_plans q ON q.id = @q[(s.i - 1) / 5 + 1];
INSERT INTO plan_goals (id, version, priority_id, plan_id, council_id, year, title, metric, unit, baseline, target, due_on, earlier_id)
SELECT @wa[s.i], 1, q.id, q.id, q.council_id, q.year, 'Mål', 'OTHER', 'st', 50, 100, @day[-500], @w[s.i]
FROM @series[105] JOIN action_plans q ON q.id = @qa[(s.i - 1) / 5 + 1];
INSERT INTO goal_readings (id, goal_id, plan_id, council_id, value, noted_on)
SELECT @x[s.i], w.id, w.plan_id, w.council_id, s.i % 6 * 10, @day[((s.i - 1) / 630 + 1) * 365 - 20 - s.i % 6 * 50]
FROM @series[{readings}] JOIN plan_goals w ON w.id = @w[(s.i - 1) / 6 + 1];
INSERT INTO efforts (id, version, hub_id, council_id, title, title_key, kind, status, delivery, target_group, ssyk_code, hours, reusable,
    demonstration, created_at, path, provider_id, goals, budget_minor, budget_line, follow_up_waiver)
SELECT @e[s.i], 1, @h[s.i % 21 + 1], @c[s.i % 21 + 1], 'Insats', 'insats', 'COURSE', CASE WHEN s.i % 40 = 0 THEN 'OPEN' WHEN s.i % 10 = 1 THEN 'COMPLETED'
        WHEN s.i % 10 = 2 THEN 'FOLLOWED_UP' ELSE 'CLOSED' END,
    'PLACE', 'EMPLOYEES', {ssyk}, 40, false, true, 0, CASE s.i % 4 WHEN 1 THEN 'IN_HOUSE' WHEN 3 THEN 'USE_EXISTING' ELSE 'PROCURE' END,
    CASE WHEN s.i % 2 = 0 THEN @g[s.i % 400 + 1] END, 'Deltagarna arbetar i yrket.', 30000000, 'Utbildning',
    CASE WHEN s.i % 10 = 3 THEN 'Arbetsgivarna har svarat.' END
FROM @series[{efforts}];
INSERT INTO need_efforts (id, need_id, effort_id, hub_id, council_id, linked_at)
SELECT @y[s.i], @p[(s.i * 5 % ({needs} / 21 - 1) + 1) * 21 + s.i / 2 % 21], e.id, e.hub_id, e.council_id, 0
FROM @series[{links}] JOIN efforts e ON e.id = @e[s.i / 2];
INSERT INTO occasions (id, version, effort_id, hub_id, council_id, provider_id, status, starts_on, ends_on, delivery, capacity,
    municipality_code)
SELECT @z[s.i], 1, e.id, e.hub_id, e.council_id, e.provider_id, CASE e.status WHEN 'OPEN' THEN 'CONFIRMED' ELSE 'FINISHED' END,
    @day[CASE WHEN e.status = 'OPEN' THEN s.i % 300 - 330 ELSE s.i % {days} + 300 END],
    @day[CASE WHEN e.status = 'OPEN' THEN s.i % 300 - 360 ELSE s.i % {days} + 270 END], 'PLACE', 20, '1480'
FROM @series[{links}] JOIN efforts e ON e.id = @e[s.i / 2];
INSERT INTO education_offerings (id, version, identifier, source_key, is_described, title, isced_code, ssyk_code, is_vocational, gives_degree,
    expires_on, expires_key, content_hash, title_key, words_key)
SELECT @f[s.i], 1, @f[s.i], @f[s.i], true, 'Utbildning', CASE s.i % 3 WHEN 0 THEN '3' WHEN 1 THEN '4' ELSE '6' END, {ssyk}, true, false,
    @day[s.i % 3000 - 600], @day[s.i % 3000 - 600], 'h', 'utbildning', 'utbildning'
FROM @series[{offerings}];
INSERT INTO education_events (id, version, offering_id, identifier, source_key, execution, starts_on, ends_on, municipality_code, sites,
    language_code, pace_percent, is_distance, fee_minor, admits_continuously, is_cancelled, content_hash, starts_key, words_key)
SELECT @j[s.i], 1, @f[(s.i - 1) / 3 + 1], @j[s.i], @j[s.i], 'DATED', @day[s.i % 700 - 350], @day[s.i % 700 - 450],
    CASE s.i % 3 WHEN 0 THEN '1480' WHEN 1 THEN '1490' ELSE '0180' END, 1, 'sv', s.i % 4 * 25 + 25, s.i % 5 = 0, 0, false, false, 'h',
    @day[s.i % 700 - 350], ''
FROM @series[{events}];
