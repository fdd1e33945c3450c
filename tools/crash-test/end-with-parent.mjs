// Loaded before a stand-in's own command: when whoever started it is gone, even killed, it ends too.
process.once('disconnect', () => process.exit())
