// swift-tools-version: 6.2
import PackageDescription

/// One target per room; an arrow that is not written here does not compile.
let package = Package(
    name: "doisoat",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "doisoat", targets: ["doisoat"]),
        .executable(name: "doisoat-rehearsal", targets: ["doisoat-rehearsal"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    ],
    targets: [
        // Doors to C: headers of `static inline` shims, and one scan kernel.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CScan", cSettings: [.unsafeFlags(["-O3"])]),

        // The way of the data, left to right.
        .target(name: "Dossiers"),
        .target(name: "Formats", dependencies: ["CLibXML2", "CScan", "Dossiers"]),
        .target(name: "Transport", dependencies: ["CCurl"]),
        .target(name: "Settings", dependencies: ["Dossiers", .product(name: "Yams", package: "Yams")]),
        .target(name: "Feeds", dependencies: ["CLinux", "CZlib", "Transport", "Formats", "Settings", "Dossiers"]),
        .target(name: "Mapping", dependencies: ["Formats", "Dossiers", "Settings"]),
        .target(name: "Reconciliation", dependencies: ["Dossiers"]),
        .target(
            name: "Payloads",
            dependencies: ["Reconciliation", "Formats", "Dossiers"],
            resources: [.embedInCode("Schemas")]
        ),
        .target(
            name: "Reports",
            dependencies: ["Reconciliation", "Formats", "Dossiers"],
            resources: [.embedInCode("Schemas")]
        ),
        .target(
            name: "Pipeline",
            dependencies: [
                "Dossiers", "Formats", "Transport", "Feeds", "Settings", "Mapping", "Reconciliation", "Payloads",
                "Reports",
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "Pipeline", "Dossiers", "Settings", "Mapping", "Reconciliation", "Reports", "Payloads", "Feeds",
                "Transport", "Formats",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "doisoat", dependencies: ["Commands"]),

        // Worlds to rehearse with; nothing imports it.
        .target(
            name: "Rehearsal",
            dependencies: [
                "Dossiers",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .executableTarget(
            name: "doisoat-rehearsal",
            dependencies: ["Rehearsal", .product(name: "ArgumentParser", package: "swift-argument-parser")]
        ),

        .testTarget(name: "DossiersTests", dependencies: ["Dossiers"]),
        .testTarget(
            name: "PayloadsTests",
            dependencies: ["Payloads", "Dossiers"],
            resources: [.embedInCode("Samples")]
        ),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "Reconciliation", "Dossiers"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: ["Commands", "Pipeline", "Payloads", "Reports", "Settings", "Dossiers"]
        ),
        .testTarget(name: "FormatsTests", dependencies: ["Formats", "Dossiers"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "Dossiers"]),
        .testTarget(name: "MappingTests", dependencies: ["Mapping", "Settings", "Formats", "Dossiers"]),
        .testTarget(
            name: "CasesTests",
            dependencies: ["doisoat", "doisoat-rehearsal", "LoopbackServer", "TestServers"],
            exclude: ["unsafe-files.txt"]
        ),
        .target(name: "LoopbackServer", path: "Tests/LoopbackServer"),
        .target(name: "TestServers", path: "Tests/TestServers"),
        .testTarget(name: "TransportTests", dependencies: ["Transport", "LoopbackServer", "TestServers"]),
        .testTarget(
            name: "MappingsDataTests",
            dependencies: ["Mapping"],
            path: "Tests/MappingsData",
            exclude: ["check.py"]
        ),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "Feeds", "Transport", "Mapping", "Reconciliation", "Reports", "Formats", "Settings",
                "Dossiers", "LoopbackServer",
            ]
        ),
        .testTarget(
            name: "RehearsalTests",
            dependencies: ["Rehearsal", "doisoat-rehearsal", "Settings", "Dossiers"],
            exclude: ["Client", "Samples"]
        ),
        .testTarget(name: "ReconciliationTests", dependencies: ["Reconciliation", "Dossiers"]),
        .testTarget(
            name: "FeedsTests",
            dependencies: [
                "Feeds", "Transport", "Formats", "Settings", "Dossiers", "LoopbackServer", "TestServers",
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableExperimentalFeature("Lifetimes"),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
for target in package.targets where [.regular, .executable, .test].contains(target.type) && target.name != "CScan" {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
