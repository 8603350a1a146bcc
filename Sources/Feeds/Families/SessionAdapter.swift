package import Settings
import Transport

extension ListFeed {
    /// The services `DanhSachHoSo` and `TraCuuHoSo` of a session adapter (protocol 1.2, 2.2, 2.3): one address for all, the
    /// function named in the body, the session of the login in every body, success told by the body.
    package static func session(_ fetch: SessionFetch, _ basis: FeedBasis) throws -> ListFeed {
        var request = try basis.request(fetch.url)
        request.isRepeatable = true
        request.headers.append(HTTPHeader("Accept", "application/json"))
        var question = Question(request)
        let unit = fetch.unit.map { AskedValue.fixed($0) }
        if fetch.codes == nil {
            question.body = .json(
                [Asked("session", .key), Asked("service", .fixed("DanhSachHoSo"))]
                    + (unit.map { [Asked("donViXuLy", $0)] } ?? [])
                    + [Asked("ngayNhan1", .firstDay(.dashed)), Asked("ngayNhan2", .lastDay(.dashed))]
            )
        } else {
            question.body = .json(
                [Asked("session", .key)] + (unit.map { [Asked("madonvi", $0)] } ?? [])
                    + [Asked("service", .fixed("TraCuuHoSo")), Asked("mahoso", .code)]
            )
        }
        return basis.feed(question, Paging(.single), try keyring(fetch, basis))
    }

    private static func keyring(_ fetch: SessionFetch, _ basis: FeedBasis) throws -> Keyring? {
        guard case .login(let user, let password)? = fetch.authentication else { return nil }
        return try basis.logins.ring(.init(url: fetch.loginURL, account: "\(user) \(password.text)")) {
            var question = try basis.loginQuestion(fetch.loginURL)
            question.body = .json([
                Asked("username", .fixed(user)), Asked("password", .secret(try basis.hidden(password))),
            ])
            var login = Login(question, keyName: "session")
            login.codeName = "error_code"
            login.lifetime = .seconds(600)
            return login
        }
    }
}
