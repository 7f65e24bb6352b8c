DROP INDEX "events_order_idx";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "subject_type" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "subject_id" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "related" jsonb;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "stream_key" text;--> statement-breakpoint
-- What each event of the log is about, as event-subjects.ts of the contract said when this was written: the thing its name speaks of,
-- named by the field of its data; then whatever else it names, what the subject belongs to first. An approval of a refund does not name
-- the order whose money that is, but stands on its timeline (order_id). What names nothing is about itself.
UPDATE events SET subject_type = named.subject_type, subject_id = named.subject_id, related = named.related, stream_key = named.stream_key
FROM (
  SELECT seq, subject.type AS subject_type, subject.id AS subject_id, others.related,
    coalesce(CASE WHEN kind IN ('session', 'api_key', 'payment', 'refund', 'invoice', 'job', 'course', 'approval', 'absence', 'notification') THEN others.owner END, subject.type || ':' || subject.id) AS stream_key
  FROM events
  CROSS JOIN LATERAL (SELECT split_part(name, '.', 1) AS kind) AS named_by
  CROSS JOIN LATERAL (
    SELECT CASE WHEN name = 'notification.read' THEN 'inbox' WHEN kind = 'member' THEN 'user' ELSE kind END AS type,
      CASE WHEN name = 'notification.read' THEN data ->> 'userId' ELSE CASE kind
      WHEN 'user' THEN data ->> 'userId'
      WHEN 'session' THEN data ->> 'sessionId'
      WHEN 'organization' THEN data ->> 'organizationId'
      WHEN 'member' THEN data ->> 'userId'
      WHEN 'invitation' THEN data ->> 'invitationId'
      WHEN 'team' THEN data ->> 'teamId'
      WHEN 'role' THEN data ->> 'roleId'
      WHEN 'api_key' THEN data ->> 'apiKeyId'
      WHEN 'task' THEN data ->> 'taskId'
      WHEN 'product' THEN data ->> 'productId'
      WHEN 'order' THEN data ->> 'orderId'
      WHEN 'payment' THEN data ->> 'paymentId'
      WHEN 'refund' THEN data ->> 'refundId'
      WHEN 'subscription' THEN data ->> 'subscriptionId'
      WHEN 'invoice' THEN data ->> 'invoiceId'
      WHEN 'job' THEN data ->> 'jobId'
      WHEN 'course' THEN data ->> 'courseId'
      WHEN 'approval' THEN data ->> 'approvalId'
      WHEN 'absence' THEN data ->> 'absenceId'
      WHEN 'policy' THEN data ->> 'policyId'
      WHEN 'event' THEN data ->> 'eventId'
      WHEN 'notification' THEN data ->> 'notificationId'
      END END AS id
  ) AS told
  CROSS JOIN LATERAL (SELECT CASE WHEN told.id IS NULL THEN 'event' ELSE told.type END AS type, coalesce(told.id, events.id) AS id) AS subject
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('type', other.type, 'id', other.id) ORDER BY place), '[]') AS related,
      (array_agg(other.type || ':' || other.id ORDER BY place))[1] AS owner
    FROM (VALUES
      (1, 'order', coalesce(data ->> 'orderId', CASE WHEN data ->> 'resourceType' = 'order' THEN data ->> 'resourceId' END, order_id)),
      (2, data ->> 'resourceType', CASE WHEN data ->> 'resourceType' <> 'order' THEN data ->> 'resourceId' END),
      (3, 'job', data ->> 'jobId'),
      (4, 'payment', data ->> 'paymentId'),
      (5, 'subscription', data ->> 'subscriptionId'),
      (6, 'user', data ->> 'userId')
    ) AS other (place, type, id)
    WHERE told.id IS NOT NULL AND other.id IS NOT NULL AND NOT (other.type = subject.type AND other.id = subject.id)
  ) AS others
) AS named
WHERE named.seq = events.seq;--> statement-breakpoint
-- What is held waits in the streams of now. The reader `audit` has an order of its own.
UPDATE held_events SET subject = events.stream_key FROM events WHERE events.seq = held_events.seq AND consumer <> 'audit';--> statement-breakpoint
CREATE INDEX "events_stream_idx" ON "events" USING btree ("stream_key","seq");--> statement-breakpoint
CREATE INDEX "events_subject_idx" ON "events" USING btree ("subject_type","subject_id","seq");--> statement-breakpoint
CREATE INDEX "events_order_idx" ON "events" USING btree ("order_id","seq") WHERE stream_key is null;