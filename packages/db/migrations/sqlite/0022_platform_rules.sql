-- Only the platform has rules about refunds and AWS actions now. Those that an operator made in an organization were meant
-- for the platform, and become its own; those of anybody else stay what they were, and are not in force.
UPDATE approval_policies SET organization_id = NULL, version = version + 1
  WHERE organization_id IS NOT NULL AND subject IN ('refund', 'aws_action') AND EXISTS (
    SELECT 1 FROM events JOIN users ON users.id = events.actor_id
      WHERE events.name = 'policy.created' AND json_extract(events.data, '$.policyId') = approval_policies.id AND users.role = 'admin'
  );
