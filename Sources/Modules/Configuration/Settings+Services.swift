extension Settings {
    /// Who makes pictures: the order in which they are asked, and where the services are.
    package struct MediaProviders: Sendable, Equatable {
        package enum Provider: String, Sendable, CaseIterable { case openai, automatic1111, comfyui, sketch }

        package var order = [Provider.sketch]
        package var openAI = OpenAI()
        package var automatic1111 = Automatic1111()
        package var comfyUI = ComfyUI()

        package struct OpenAI: Sendable, Equatable {
            package var url = "https://api.openai.com"
            package var key: String?
            package var model = "gpt-image-1"
            /// Seconds.
            package var timeout = 180
        }

        package struct Automatic1111: Sendable, Equatable {
            package var url: String?
            package var model: String?
            /// Seconds.
            package var timeout = 300
        }

        package struct ComfyUI: Sendable, Equatable {
            package var url: String?
            /// Path of a file.
            package var workflow: String?
            /// Seconds.
            package var timeout = 300
        }
    }

    /// How other servers are asked.
    package struct Outbound: Sendable, Equatable {
        package var proxy: String?
        /// Path of a PEM file.
        package var authorities: String?
    }
}
