/*
 * The routes that a signed-in operator can open. A test of tooling/arch checks that none is missing.
 */

/** Of AIFactory. */
export const shopPages: readonly string[] = [
  ...['/', '/orders', '/courses', '/approvals', '/invoices', '/plan', '/notifications'],
  ...['/admin', '/admin/products', '/admin/products/new', '/admin/products/import', '/admin/policies', '/admin/policies/new', '/admin/reconciliation'],
  ...['/settings', '/settings/notifications', '/settings/password', '/settings/methods', '/settings/sessions', '/settings/keys', '/settings/delete'],
  ...['/organization', '/organization/members', '/organization/invitations', '/organization/teams', '/organization/roles', '/organization/audit'],
]

/** Of Pantheon. */
export const deskPages: readonly string[] = [
  ...['', 'agents/', 'orders/', 'tasks/', 'tasks/?view=list', 'architecture/', 'inbox/', 'parked-events/'],
  ...['settings/', 'settings/notifications/', 'settings/password/', 'settings/methods/', 'settings/sessions/', 'settings/keys/', 'settings/delete/'],
  ...['organization/', 'organization/members/', 'organization/invitations/', 'organization/teams/', 'organization/roles/', 'organization/audit/'],
].map((path) => `/pantheon/${path}`)
