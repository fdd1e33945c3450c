App({
  onLaunch() {
    // Without `env` the cloud uses the account's default environment.
    wx.cloud.init()
  },
})
