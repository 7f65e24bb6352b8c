// The API's page serves the bundle that this package has for browsers, which holds all it needs: none of its 280 dependencies
// is installed, and the Node version that they ask for does not matter.
const readPackage = (pkg) => (pkg.name === '@scalar/api-reference' ? { ...pkg, dependencies: {}, engines: {} } : pkg)

module.exports = { hooks: { readPackage } }
