// swift-tools-version: 6.2
import PackageDescription

// The targets stand bottom-up: a target may depend only on what stands above it in this file.
// ARCHITECTURE.md explains who may import whom, and why.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library: a module map or a shim, nothing else.
func cLibrary(_ name: String) -> Target {
    .systemLibrary(name: name, path: "Sources/Modules/CLibraries/\(name)")
}

func cShim(_ name: String, _ settings: [CSetting] = []) -> Target {
    .target(name: name, path: "Sources/Modules/CLibraries/\(name)", cSettings: settings)
}

func module(_ name: String, _ dependencies: [Target.Dependency], _ more: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Modules/\(name)", swiftSettings: settings + more)
}

/// Leaves the run-time checks of exclusive access to debug builds, which all tests run. In Network and Observability, whose
/// state belongs to one thread or to locks, they are a fifth of the instructions of a request.
let uncheckedExclusivity = [
    SwiftSetting.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// For what runs when something is read or started, and not for each request: a fifth smaller.
let small = [SwiftSetting.unsafeFlags(["-Osize"], .when(configuration: .release))]

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
        exclude: resources, swiftSettings: settings)
}

let package = Package(
    name: "mimic",
    products: [.executable(name: "mimic", targets: ["mimic"])],
    targets: [
        cLibrary("CUV"),
        cLibrary("CSodium"),
        cLibrary("CYAML"),
        cLibrary("CZlib"),
        cLibrary("CMinizip"),
        cLibrary("CFileExchange"),
        cLibrary("COpenSSLTesting"),
        cLibrary("CQRCodeGen"),
        cLibrary("CWebP"),
        cLibrary("CPNG"),
        cLibrary("COpus"),
        cLibrary("COgg"),
        cShim("CSQLite"),
        cShim("CLLHTTP"),
        cShim("CTOML"),
        cShim("COpenSSL"),
        cShim("CJPEG"),
        cShim("CCurl"),
        .target(
            name: "CAGG", path: "Sources/Modules/CLibraries/CAGG",
            // A picture without the optimiser takes seconds, and the tests draw many.
            cxxSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .plugin(name: "EmbedAssets", capability: .buildTool(), path: "Plugins/EmbedAssets"),
        .target(
            name: "CAssets", path: "Sources/Modules/CLibraries/CAssets", exclude: ["static-assets"],
            plugins: ["EmbedAssets"]),

        module("Hashing", ["CSodium"]),
        module("Files", []),
        module("Core", ["Hashing"]),
        module(
            "Network", ["CUV", "CLLHTTP", "COpenSSL", "CCurl", "CZlib", "Core", "Files", "Hashing"],
            uncheckedExclusivity),
        module("Storage", ["CSQLite", "Hashing", "Core", "Files"]),
        module("Observability", ["Core", "Network", "Storage"], uncheckedExclusivity),
        module("Configuration", ["CTOML", "Core"], small),

        module("Auth", ["Core", "Files", "Hashing", "Network", "Storage"]),
        module("Characters", ["Auth", "Core", "Network", "Storage"]),
        module("PartySync", ["Auth", "Core", "Hashing", "Network", "Storage"]),
        module("Parties", ["Characters", "PartySync", "Auth", "Core", "Hashing", "Network", "Storage"]),
        module("ContentPacks", ["CYAML", "CMinizip", "CFileExchange", "Core", "Files", "Hashing"], small),
        module(
            "Campaigns",
            [
                "Parties", "Characters", "PartySync", "ContentPacks", "Auth", "Core", "Hashing", "Network",
                "Storage",
            ]),
        module(
            "MediaBroker",
            [
                "CAGG", "CWebP", "CPNG", "CJPEG", "COpus", "COgg", "ContentPacks", "PartySync", "Auth", "Core",
                "Files", "Hashing", "Network",
                "Storage",
            ]),
        .executableTarget(
            name: "mimic",
            dependencies: [
                "CAssets", "CQRCodeGen", "Hashing", "Core", "Files", "Network", "Storage", "Observability",
                "Configuration",
                "Auth", "Characters", "PartySync", "Parties", "ContentPacks", "Campaigns",
                "MediaBroker",
            ],
            path: "Sources/Appliance", swiftSettings: settings + small),

        // For tests only: nothing above depends on them.
        .executableTarget(
            name: "mimic-ws-echo", dependencies: ["Core", "Network"], path: "Sources/WebSocketEcho",
            swiftSettings: settings),
        .target(
            name: "CFaultyDisk", dependencies: ["CSQLite"], path: "Sources/Modules/CLibraries/CFaultyDisk"),
        module("ApplianceTesting", ["CFaultyDisk", "COpenSSLTesting", "Hashing", "Core", "Network", "Storage"]),
        tests("Hashing", ["Hashing"]),
        tests("Files", ["Files", "ApplianceTesting"]),
        tests("Core", ["Core", "Hashing"]),
        tests("Network", ["Network", "Core", "Files", "ApplianceTesting"]),
        tests("Storage", ["Storage", "Core", "ApplianceTesting"]),
        tests("Observability", ["Observability", "Network", "Storage", "Core", "ApplianceTesting"]),
        tests("Configuration", ["Configuration", "Core"]),
        tests(
            "Auth", ["Auth", "Core", "Hashing", "Network", "Storage", "Observability", "ApplianceTesting"],
            resources: ["vectors.json"]),
        tests("Characters", ["Characters", "Auth", "Core", "Network", "Storage", "ApplianceTesting"]),
        tests("PartySync", ["PartySync", "Auth", "Core", "Network", "Storage", "ApplianceTesting"]),
        tests(
            "Parties",
            ["Parties", "PartySync", "Characters", "Auth", "Core", "Network", "Storage", "ApplianceTesting"]),
        tests(
            "ContentPacks", ["ContentPacks", "Core", "ApplianceTesting"], resources: ["everything", "everything.yaml"]),
        tests(
            "Campaigns",
            [
                "Campaigns", "Parties", "Characters", "PartySync", "ContentPacks", "Auth", "Core", "Hashing", "Network",
                "Storage", "ApplianceTesting",
            ], resources: ["golden"]),
        tests(
            "MediaBroker",
            [
                "MediaBroker", "ContentPacks", "PartySync", "Auth", "Core", "Hashing", "Network", "Storage",
                "ApplianceTesting",
            ]
        ),
        tests("Appliance", ["mimic", "MediaBroker", "ApplianceTesting", "Core", "Hashing", "Network", "Storage"]),
    ],
    cxxLanguageStandard: .cxx17
)

// Only for `make fuzz`: a fuzz target has no main of its own, libFuzzer brings it.
if Context.environment["MIMIC_FUZZ"] != nil {
    func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: "\(name)Fuzz", dependencies: ["Fuzzing"] + dependencies, path: "Tests/Fuzz/\(name)",
            exclude: ["seeds", "dictionary"], swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    }
    package.targets += [
        .target(name: "Fuzzing", path: "Tests/Fuzz/Fuzzing", swiftSettings: settings),
        fuzzer("JSON", ["MediaBroker", "Campaigns", "Parties", "Characters", "Auth", "Core", "Network"]),
        fuzzer("Images", ["MediaBroker"]),
        fuzzer("InitData", ["CSodium", "Auth", "Core", "Hashing"]),
        fuzzer("TOML", ["Configuration"]),
        fuzzer("YAML", ["ContentPacks"]),
        fuzzer("Conditions", ["Campaigns", "ContentPacks", "Core"]),
        fuzzer("HTTP", ["Core", "Network"]),
        fuzzer("Messages", ["PartySync", "Core", "Network"]),
        fuzzer("WebSocket", ["Network"]),
    ]
}
