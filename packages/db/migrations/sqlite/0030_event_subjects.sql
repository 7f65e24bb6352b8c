DROP INDEX `events_order_idx`;--> statement-breakpoint
ALTER TABLE `events` ADD `subject_type` text;--> statement-breakpoint
ALTER TABLE `events` ADD `subject_id` text;--> statement-breakpoint
ALTER TABLE `events` ADD `related` text;--> statement-breakpoint
ALTER TABLE `events` ADD `stream_key` text;--> statement-breakpoint
-- What each event of the log is about, as event-subjects.ts of the contract said when this was written: the thing its name speaks of,
-- named by the field of its data; then whatever else it names, what the subject belongs to first. An approval of a refund does not name
-- the order whose money that is, but stands on its timeline (order_id). What names nothing is about itself.
UPDATE events SET
  subject_type = CASE substr(name, 1, instr(name, '.') - 1) WHEN 'member' THEN 'user' ELSE substr(name, 1, instr(name, '.') - 1) END,
  subject_id = CASE substr(name, 1, instr(name, '.') - 1)
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
  END;--> statement-breakpoint
UPDATE events SET subject_type = 'inbox', subject_id = data ->> 'userId' WHERE name = 'notification.read';--> statement-breakpoint
UPDATE events SET related = (
  SELECT json_group_array(json_object('type', other.type, 'id', other.id) ORDER BY place)
  FROM (
    SELECT 1 AS place, 'order' AS type,
      coalesce(data ->> 'orderId', CASE WHEN data ->> 'resourceType' = 'order' THEN data ->> 'resourceId' END, order_id) AS id
    UNION ALL SELECT 2, data ->> 'resourceType', CASE WHEN data ->> 'resourceType' <> 'order' THEN data ->> 'resourceId' END
    UNION ALL SELECT 3, 'job', data ->> 'jobId'
    UNION ALL SELECT 4, 'payment', data ->> 'paymentId'
    UNION ALL SELECT 5, 'subscription', data ->> 'subscriptionId'
    UNION ALL SELECT 6, 'user', data ->> 'userId'
  ) AS other
  WHERE subject_id IS NOT NULL AND other.id IS NOT NULL AND NOT (other.type = subject_type AND other.id = subject_id)
);--> statement-breakpoint
UPDATE events SET subject_type = 'event', subject_id = id WHERE subject_id IS NULL;--> statement-breakpoint
UPDATE events SET stream_key = coalesce(
  CASE WHEN subject_type IN ('session', 'api_key', 'payment', 'refund', 'invoice', 'job', 'course', 'approval', 'absence', 'notification', 'inbox') THEN (related ->> '$[0].type') || ':' || (related ->> '$[0].id') END,
  subject_type || ':' || subject_id
);--> statement-breakpoint
-- What is held waits in the streams of now. The reader `audit` has an order of its own.
UPDATE held_events SET subject = coalesce((SELECT stream_key FROM events WHERE events.seq = held_events.seq), subject) WHERE consumer <> 'audit';--> statement-breakpoint
CREATE INDEX `events_stream_idx` ON `events` (`stream_key`,`seq`);--> statement-breakpoint
CREATE INDEX `events_subject_idx` ON `events` (`subject_type`,`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `events_order_idx` ON `events` (`order_id`,`seq`) WHERE stream_key is null;